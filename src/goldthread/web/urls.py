from django.urls import path

from goldthread.accounts.registry import pages
from goldthread.web import front
from goldthread.web.listen import asking, bringing, concerns
from goldthread.web.listen import views as listen
from goldthread.web.thread import views as thread
from goldthread.web.understand import briefs, citing, journeys, pathways, searching
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
    path("understand/journey/", journeys.journey, name="journey"),
    path("understand/journey/poster.pdf", journeys.poster, name="poster"),
    path("understand/known/", briefs.known, name="known"),
    path("understand/known/brief.pdf", briefs.as_pdf, name="known_pdf"),
    path("understand/known/brief.docx", briefs.as_word, name="known_word"),
    path("understand/known/brief.json", briefs.as_json, name="known_json"),
    path("understand/pathways/", pathways.every, name="pathways"),
    path("understand/pathways/<slug:key>/", pathways.one, name="pathway"),
    path("understand/pathways/<slug:key>/rename/", pathways.rename, name="pathway_rename"),
    path("understand/pathways/<slug:key>/services/", pathways.services, name="pathway_services"),
    path("understand/pathways/<slug:key>/services/end/", pathways.end_service, name="pathway_end_service"),
    path("understand/pathways/<slug:key>/moments/", pathways.moments, name="pathway_moments"),
    path("understand/pathways/<slug:key>/moments/<slug:point>/", pathways.moment, name="pathway_moment"),
    path("understand/pathways/<slug:key>/moments/<slug:point>/move/", pathways.move, name="pathway_move"),
    path("understand/pathways/<slug:key>/moments/<slug:point>/remove/", pathways.remove, name="pathway_remove"),
    path("thread/", thread.every, name="threads"),
    path("thread/quote/<slug:key>/", thread.quote, name="thread_quote"),
    path("thread/dates/", thread.put_date, name="thread_date"),
    path("thread/dates/<slug:kind>/<slug:key>/away/", thread.drop_date, name="thread_date_away"),
    path("thread/<slug:kind>/<slug:key>/unlink/", thread.unlink, name="thread_unlink"),
    path("thread/<slug:kind>/<slug:key>/link-again/", thread.link_again, name="thread_link_again"),
    path("thread/<slug:kind>/<slug:key>/", thread.follow, name="thread"),
    path("thread/<slug:kind>/<slug:key>/stop/", thread.put_stop, name="thread_stop"),
    path("listen/before-you-ask/", asking.before, name="before_you_ask"),
    path("understand/search/", searching.search, name="search"),
    path("understand/search/saved/", searching.keep, name="keep_question"),
    path("understand/search/saved/<slug:key>/forget/", searching.forget, name="forget_question"),
    path("understand/words/", understand.words, name="words"),
    path("understand/words/<slug:key>/", understand.comment, name="comment"),
    path("understand/words/<slug:key>/like/", searching.like, name="like"),
    path("understand/words/<slug:key>/cite/", citing.cite, name="cite"),
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
    *pages.patterns(),
]
