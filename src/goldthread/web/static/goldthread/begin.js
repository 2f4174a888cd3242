import { initAll } from "../nhsuk/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.parentElement.querySelector("[data-copied]").textContent = "Copied";
  });
}

for (const offer of document.querySelectorAll(".gt-print-page")) {
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => window.print());
}

// What the worker does is shown as it goes on; without scripts, a link asks again.
const renews = document.querySelector("[data-renews]");
if (renews) {
  const ask = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(renews.id);
      if (!fresh || page.querySelector("h1").textContent !== document.querySelector("h1").textContent) {
        location.reload();
        return;
      }
      if (fresh.innerHTML !== renews.innerHTML) renews.innerHTML = fresh.innerHTML;
    } catch { /* the site may be away for a moment: ask again */ }
    setTimeout(ask, 1000 * renews.dataset.renews);
  };
  setTimeout(ask, 1000 * renews.dataset.renews);
}
