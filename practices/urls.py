"""Addresses of what groups try and learn."""

from django.urls import path

from practices.views import (
    asks,
    barriers,
    changes,
    checks,
    exporting,
    holdings,
    library,
    measures,
    overviews,
    practices,
    progress,
    recording,
    reflections,
    relations,
    report_papers,
    reports,
    scenarios,
    shelving,
    small_tests,
    stories,
    structures,
    take_home,
    thread,
)

app_name = "practices"
GROUP = "groups/<slug:slug>"
STORY = f"{GROUP}/stories/<uuid:story_id>"
BARRIER = f"{GROUP}/barriers/<uuid:barrier_id>"
ASK = f"{GROUP}/asks/<uuid:ask_id>"
SMALL_TEST = f"{GROUP}/small-tests/<uuid:small_test_id>"
REFLECTION = "reflections/<uuid:reflection_id>"
OVERVIEW = "reports/<uuid:overview_id>"
SHARED = f"{GROUP}/library/<uuid:shared_id>"
TAKE_HOME = f"{GROUP}/meetings/<int:number>/to-take-home"
THREAD = f"{GROUP}/thread/<slug:kind>/<uuid:key>"

urlpatterns = [
    path(f"{GROUP}/stories/", stories.stories, name="stories"),
    path(f"{GROUP}/stories/tell/", stories.tell, name="story-tell"),
    path(f"{STORY}/", stories.story, name="story"),
    path(f"{STORY}/change/", stories.change, name="story-change"),
    path(f"{STORY}/again/", stories.again, name="story-again"),
    path(f"{STORY}/withdraw/", stories.withdraw, name="story-withdraw"),
    path(f"{STORY}/put-back/", stories.put_back, name="story-put-back"),
    # small tests
    path(f"{GROUP}/small-tests/", small_tests.small_tests, name="small-tests"),
    path(f"{GROUP}/small-tests/begin/", small_tests.begin, name="small-test-begin"),
    path(f"{SMALL_TEST}/", small_tests.small_test, name="small-test"),
    path(f"{SMALL_TEST}/change/", small_tests.change, name="small-test-change"),
    path(f"{SMALL_TEST}/look/<int:number>/", small_tests.look, name="small-test-look"),
    path(f"{SMALL_TEST}/look/<int:number>/again/", small_tests.look_again, name="small-test-look-again"),
    path(f"{SMALL_TEST}/usual/", small_tests.usual, name="small-test-usual"),
    path(f"{SMALL_TEST}/remove/", small_tests.remove, name="small-test-remove"),
    path(f"{SMALL_TEST}/put-back/", small_tests.put_back, name="small-test-put-back"),
    # barriers and asks
    path(f"{GROUP}/barriers/", barriers.barriers, name="barriers"),
    path(f"{GROUP}/barriers/add/", barriers.add, name="barrier-add"),
    path(f"{BARRIER}/", barriers.barrier, name="barrier"),
    path(f"{BARRIER}/change/", barriers.change, name="barrier-change"),
    path(f"{BARRIER}/judge/", barriers.judge, name="barrier-judge"),
    path(f"{BARRIER}/settle/", barriers.settle, name="barrier-settle"),
    path(f"{BARRIER}/remove/", barriers.remove, name="barrier-remove"),
    path(f"{BARRIER}/put-back/", barriers.put_back, name="barrier-put-back"),
    path(f"{GROUP}/asks/", asks.asks, name="asks"),
    path(f"{GROUP}/asks/put/", asks.put, name="ask-put"),
    path(f"{ASK}/answer/", asks.answer, name="ask-answer"),
    path(f"{ASK}/take-back/", asks.take_back, name="ask-take-back"),
    path(f"{ASK}/put-back/", asks.put_back, name="ask-put-back"),
    path(f"{GROUP}/meetings/<int:number>/kept/", recording.kept, name="record-kept"),
    path(f"{GROUP}/meetings/<int:number>/kept/jot/", recording.jot, name="record-jot"),
    # the thread
    path(f"{THREAD}/", thread.thread, name="thread"),
    path(f"{THREAD}/tie/", thread.tie, name="thread-tie"),
    path(f"{THREAD}/untie/", thread.untie, name="thread-untie"),
    # what is different
    path(f"{GROUP}/changes/", changes.changes, name="changes"),
    *changes.REGISTER.paths(),
    path(f"{GROUP}/changes/<uuid:kept_id>/share/", changes.share, name="change-share"),
    # the scenario plan
    path(f"{GROUP}/scenario/", scenarios.scenario, name="scenario"),
    *scenarios.LINES.paths(),
    path(f"{GROUP}/scenario/lines/<uuid:kept_id>/take-up/", scenarios.take_up, name="line-take-up"),
    *scenarios.PRIORITIES.paths(),
    # what holds us back
    path(f"{GROUP}/holds-us-back/", holdings.holdings, name="holdings"),
    *holdings.REGISTER.paths(),
    # the six practices
    path(f"{GROUP}/practices/", practices.practices, name="practices"),
    path(f"{GROUP}/practices/<slug:practice>/", practices.practice, name="practice"),
    *practices.REGISTER.paths(),
    path(f"{GROUP}/practice-check/", checks.checks, name="checks"),
    path(f"{TAKE_HOME}/", take_home.take_home, name="take-home"),
    path(f"{TAKE_HOME}/<slug:sheet>/make/", take_home.make, name="take-home-make"),
    path(f"{TAKE_HOME}/<slug:sheet>/progress/", take_home.progress, name="take-home-progress"),
    path(f"{TAKE_HOME}/<slug:sheet>/pdf/", take_home.pdf, name="take-home-pdf"),
    path(f"{GROUP}/how-we-are-doing/", progress.progress_of, name="progress"),
    path(f"{GROUP}/how-we-are-doing/make/", progress.make, name="progress-make"),
    path(f"{GROUP}/how-we-are-doing/progress/", progress.state, name="progress-state"),
    path(f"{GROUP}/how-we-are-doing/pdf/", progress.pdf, name="progress-pdf"),
    # who works together
    path(f"{GROUP}/relations/", relations.relations, name="relations"),
    # measures
    path(f"{GROUP}/measures/", measures.measures, name="measures"),
    *measures.REGISTER.paths(),
    path(f"{GROUP}/measures/<uuid:kept_id>/read/", measures.read, name="measure-read"),
    path(f"{GROUP}/measures/<uuid:kept_id>/read-many/", measures.read_many, name="measure-read-many"),
    path(
        f"{GROUP}/measures/<uuid:kept_id>/readings/<uuid:reading_id>/",
        measures.judge,
        name="reading-judge",
    ),
    # learning over several groups
    path("reflections/", reflections.reflections, name="reflections"),
    path("reflections/<slug:programme>/hold/", reflections.hold, name="reflection-hold"),
    path("reflections/<slug:programme>/how-change-spreads/", reflections.spread, name="programme-spread"),
    path(f"{REFLECTION}/", reflections.reflection, name="reflection"),
    path(f"{REFLECTION}/change/", reflections.change, name="reflection-change"),
    path(f"{REFLECTION}/learn/", reflections.learn, name="reflection-learn"),
    path(f"{REFLECTION}/remove/", reflections.remove, name="reflection-remove"),
    path(f"{REFLECTION}/put-back/", reflections.put_back, name="reflection-put-back"),
    # reports
    path(f"{GROUP}/reports/", reports.reports, name="reports"),
    *reports.REGISTER.paths(page=reports.report),
    path(f"{GROUP}/reports/<uuid:kept_id>/show/", reports.show, name="report-show"),
    path(f"{GROUP}/reports/<uuid:kept_id>/publish/", reports.publish, name="report-publish"),
    path(f"{GROUP}/reports/<uuid:kept_id>/take-back/", reports.take_back, name="report-take-back"),
    path(f"{GROUP}/reports/<uuid:kept_id>/back/", reports.back, name="report-back"),
    path(f"{GROUP}/reports/<uuid:kept_id>/pdf/", report_papers.pdf, name="report-pdf"),
    path(f"{GROUP}/reports/<uuid:kept_id>/pdf/progress/", report_papers.progress, name="report-progress"),
    path(f"{GROUP}/reports/<uuid:kept_id>/pdf/make/", report_papers.make, name="report-make"),
    path("reports/kept/<uuid:report_id>/", report_papers.kept, name="report-kept"),
    path("reports/kept/<uuid:report_id>/pdf/", report_papers.kept_pdf, name="report-kept-pdf"),
    # reports over several groups
    path("reports/", overviews.overviews, name="overviews"),
    path("reports/write/", overviews.begin, name="overview-write"),
    path(f"{OVERVIEW}/", overviews.overview, name="overview"),
    path(f"{OVERVIEW}/change/", overviews.change, name="overview-change"),
    path(f"{OVERVIEW}/take/", overviews.take, name="overview-take"),
    path(f"{OVERVIEW}/publish/", overviews.publish, name="overview-publish"),
    path(f"{OVERVIEW}/remove/", overviews.remove, name="overview-remove"),
    path(f"{OVERVIEW}/take-back/", overviews.take_back, name="overview-take-back"),
    path(f"{OVERVIEW}/put-back/", overviews.put_back, name="overview-put-back"),
    path(f"{OVERVIEW}/make/", overviews.make, name="overview-make"),
    path(f"{OVERVIEW}/progress/", overviews.progress, name="overview-progress"),
    path(f"{OVERVIEW}/pdf/", overviews.pdf, name="overview-pdf"),
    # what goes on
    path(f"{GROUP}/goes-on/", structures.goes_on, name="goes-on"),
    *structures.STRUCTURES.paths(),
    *structures.INITIATIVES.paths(),
    path(f"{GROUP}/initiatives/<uuid:kept_id>/become/", structures.become, name="initiative-become"),
    # the learning library
    path(f"{GROUP}/library/", library.library, name="library"),
    path(f"{GROUP}/library/share/<slug:of>/<uuid:of_id>/", shelving.share, name="library-share"),
    path(f"{SHARED}/", library.entry, name="library-entry"),
    path(f"{SHARED}/try/", library.take_up, name="library-try"),
    path(f"{SHARED}/take-out/", shelving.take_out, name="library-take-out"),
    path(f"{SHARED}/put-back/", shelving.put_back, name="library-put-back"),
    path("library/<slug:programme>/", library.of_programme, name="programme-library"),
    path(
        "library/<slug:programme>/<uuid:shared_id>/",
        library.entry_of_programme,
        name="programme-library-entry",
    ),
    # taking it with one
    path(f"{GROUP}/export/", exporting.export, name="export"),
    path(f"{GROUP}/export/<slug:format>/", exporting.export_file, name="export-file"),
]
