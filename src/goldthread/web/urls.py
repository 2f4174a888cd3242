from django.urls import path

from goldthread.web import front
from goldthread.web.listen import bringing, concerns
from goldthread.web.listen import views as listen
from goldthread.web.understand import views as understand


urlpatterns = [
    path("", front.front, name="front"),
    path("who/<slug:handle>/", front.be, name="be"),
    path("sign-in/", front.sign_in, name="sign_in"),
    path("sign-out/", front.sign_out, name="sign_out"),
    path("large-print/", front.large_print, name="large_print"),
    path("home/", front.home, name="home"),
    path("public/", front.public, name="public"),
    path("about/", front.about, name="about"),
    path("about/next/", front.coming, name="coming"),
    path("about/reading/", front.reading, name="reading"),
    path("about/figures/", front.figures, name="figures"),
    path("accessibility/", front.accessibility, name="accessibility"),
    path("understand/", understand.overview, name="overview"),
    path("understand/themes/", understand.themes, name="themes"),
    path("understand/journey/", understand.journey, name="journey"),
    path("understand/words/", understand.words, name="words"),
    path("understand/words/<slug:key>/", understand.comment, name="comment"),
    path("listen/concerns/", concerns.concerns, name="concerns"),
    path("listen/concerns/<slug:key>/", concerns.looked, name="looked"),
    path("listen/imports/", listen.imports, name="imports"),
    path("listen/imports/upload/", bringing.upload, name="upload"),
    path("listen/imports/waiting/<slug:token>/", bringing.preview, name="preview"),
    path("listen/imports/waiting/<slug:token>/keep/", bringing.keep, name="keep"),
    path("listen/imports/waiting/<slug:token>/leave/", bringing.leave, name="leave"),
    path("listen/imports/<slug:batch>/", listen.account, name="account"),
    path("listen/imports/<slug:batch>/undo/", listen.undo, name="undo"),
    path("listen/imports/<slug:batch>/rows-to-mend/", listen.mend, name="mend"),
]
