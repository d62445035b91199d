"""The addresses of signing in and of one's own account. Names that begin with `account_` and `mfa_` are those by which
allauth finds its way."""

from allauth.account.views import reauthenticate
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from recommendations.browser.accounts import arriving, my_tokens, noted, profile, signing

__all__ = ["noted", "urlpatterns"]

urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-in/", signing.sign_in, name="account_login"),
    path("sign-in/second-step/", signing.second_step, name="mfa_authenticate"),
    path("sign-in/passkey/", signing.passkey_sign_in, name="mfa_login_webauthn"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("invitation/<str:token>/", arriving.invitation, name="invitation"),
    path("forgotten-password/", arriving.forgotten_password, name="forgotten-password"),
    path("new-password/<str:token>/", arriving.new_password, name="new-password"),
    path("account/", profile.profile, name="account"),
    path("account/first-steps/", arriving.first_steps, name="first-steps"),
    path("account/password/", profile.password, name="account-password"),
    path("account/sessions/", profile.sessions, name="account-sessions"),
    path("account/tokens/", my_tokens.mine, name="account-tokens"),
    path("account/second-factor/", mfa.index, name="mfa_index"),
    path("account/second-factor/", mfa.index, name="mfa_list_webauthn"),
    path("account/second-factor/app/", app.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second-factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/second-factor/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/passkeys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/confirm/", reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/confirm/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
