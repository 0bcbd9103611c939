"""Operations: who is named, what was signed and asked, what is open once they started."""

from ponleu.response.operations.models.asking import Ask
from ponleu.response.operations.models.begun import OperationSite, OperationTeam, TeamMember
from ponleu.response.operations.models.covert import CovertRequest
from ponleu.response.operations.models.draw import Draw, DrawPart, DrawReveal
from ponleu.response.operations.models.operation import Operation, OperationQuerySet
from ponleu.response.operations.models.reading import Opening, Reader
from ponleu.response.operations.models.sealed import SealedOrder
from ponleu.response.operations.models.signing import SignOff

__all__ = [
    "Ask",
    "CovertRequest",
    "Draw",
    "DrawPart",
    "DrawReveal",
    "Opening",
    "Operation",
    "OperationQuerySet",
    "OperationSite",
    "OperationTeam",
    "Reader",
    "SealedOrder",
    "SignOff",
    "TeamMember",
]
