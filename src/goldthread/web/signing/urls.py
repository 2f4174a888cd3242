"""The addresses of signing in and of one's own account, under the names that allauth knows them by."""

from allauth.account import views as account
from allauth.mfa.recovery_codes import views as codes
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.socialaccount.views import login_cancelled
from django.urls import path

from goldthread.web.signing import confirming, factors, passwords, views


urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/ended/", views.inactive, name="account_inactive"),
    path("sign-in/second-step/", views.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", views.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("sign-in/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("sign-in/with/<slug:provider_id>/", oidc.login, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/callback/", oidc.callback, name="openid_connect_callback"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("password/reset/", views.Reset.as_view(), name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("password/<slug:reference>/choose/", passwords.choose_password, name="choose_password"),
    path("password/<slug:reference>/<slug:token>/", passwords.follow_link, name="password_link"),
    path("account/", views.overview, name="own_account"),
    path("account/password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("account/emails/", views.mail_choice, name="mail_choice"),
    path("account/confirm/", confirming.Confirm.as_view(), name="account_reauthenticate"),
    path("account/confirm/code/", confirming.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("account/confirm/passkey/", confirming.ConfirmByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("account/two-factor/", factors.second_factors, name="mfa_index"),
    path("account/two-factor/app/", factors.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("account/two-factor/app/remove/", factors.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/two-factor/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/two-factor/recovery-codes/new/", factors.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("account/two-factor/passkeys/", factors.second_factors, name="mfa_list_webauthn"),
    path("account/two-factor/passkeys/add/", factors.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("account/two-factor/passkeys/<int:pk>/remove/", factors.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
]
