"""What HTTP refuses before any rule is asked."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException


class BadParameter(APIException):
    """A part of the address or a header that is unknown or does not hold; `errors` names each."""

    status_code = 400
    default_code = "invalid_parameter"
    default_detail = _("The address or a header holds something that is not known here.")

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.errors = {name: [str(each) for each in words] for name, words in errors.items()}


class PreconditionRequired(APIException):
    status_code = 428
    default_code = "precondition_required"
    default_detail = _('Send If-Match with the version that you saw, as in “If-Match: "3"”.')


class TooLarge(APIException):
    status_code = 413
    default_code = "too_large"
    default_detail = _("This is more than can be taken at once.")
