// Passkeys: hands the page's form to the browser's own dialogue. Without scripts the form stays hidden.
(function () {
  'use strict'
  const forms = window.allauth && window.allauth.webauthn ? window.allauth.webauthn.forms : null
  const form = document.querySelector('form[data-passkey]')
  if (!forms || !form || !window.PublicKeyCredential) return
  const button = form.querySelector('button')
  const said = form.querySelector('.gt-passkey__wrong')
  const ids = { credential: 'passkey-credential' }
  const data = form.dataset.options ? JSON.parse(form.dataset.options) : undefined
  const kind = form.dataset.passkey
  if (kind === 'sign-in') forms.loginForm({ ids: { ...ids, login: button.id } })
  if (kind === 'use') forms.authenticateForm({ ids: { ...ids, authenticate: button.id }, data })
  if (kind === 'add') {
    button.type = 'button'
    forms.addForm({ ids: { ...ids, add: button.id, passwordless: 'id_passwordless' }, data })
  }
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    said.textContent = 'That did not work. Try again, or use another way.'
  })
  form.hidden = false
})()
