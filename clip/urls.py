"""All addresses of Clip."""

from django.contrib import admin
from django.urls import include, path

from clip.own_copy import own_copy, own_copy_file
from clip.today import today
from inquiries.views import second_step, signing_in

urlpatterns = [
    path("", today, name="today"),
    path("account/what-is-kept/", own_copy, name="own-copy"),
    path("account/what-is-kept/<slug:format>/", own_copy_file, name="own-copy-file"),
    path("", include("inquiries.urls")),
    path("", include("meetings.urls")),
    path("", include("practices.urls")),
    # Four routes of allauth's names, and no other of its own: no sign-up, no passwords.
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-in/code/", signing_in.confirm_code, name="account_confirm_login_code"),
    path("sign-in/second-step/", second_step.second_step, name="mfa_authenticate"),
    path("sign-out/", signing_in.sign_out, name="account_logout"),
    path("admin/", admin.site.urls),
]
handler429 = "inquiries.views.errors.too_many_tries"
