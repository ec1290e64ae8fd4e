"""Addresses of what groups try and learn."""

from django.urls import path

from practices.views import stories

app_name = "practices"
GROUP = "groups/<slug:slug>"
STORY = f"{GROUP}/stories/<uuid:story_id>"

urlpatterns = [
    path(f"{GROUP}/stories/", stories.stories, name="stories"),
    path(f"{GROUP}/stories/tell/", stories.tell, name="story-tell"),
    path(f"{STORY}/", stories.story, name="story"),
    path(f"{STORY}/change/", stories.change, name="story-change"),
    path(f"{STORY}/again/", stories.again, name="story-again"),
    path(f"{STORY}/withdraw/", stories.withdraw, name="story-withdraw"),
    path(f"{STORY}/put-back/", stories.put_back, name="story-put-back"),
]
