"""Invented texts to copy, cut and fill in anew."""

STORY = """Inspectors of the labour department opened the gate of the Paper Crane guesthouse \
on 4 March 2026 and found 27 people in a room whose door was locked from outside.

The district governor, Sok Dara, told reporters at the gate that eleven of them had asked \
for help through a relative abroad, and that two telephones were handed back that evening.

Nobody answered for the owner. A guard said he had been paid 250 dollars a month to keep \
the key and had never seen a contract. The prosecutor Chan Vuthy will hear him on Friday, \
and a social worker from Kampot has begun to speak with each of the 27 people in private."""

INSERTED = """The building stood empty for a year before the present tenants came with their own \
furniture and put up a wall of tin sheets along the road.

Neighbours had written to the commune twice about noise at night and cars without plates.

A teacher who lives opposite said that children no longer walk on that side of the street."""

OTHER = """The committee for the dry season met in the old cinema and agreed to lend six pumps \
to farmers below the dam. Rice stands well in the north of the plain, said its chair, but wells \
have sunk by a hand and the canal needs clearing before the new moon. Volunteers are asked to \
bring spades, lunch and a hat."""


def filled_in_anew():
    """Another night at another house, told in the same words: no copy."""
    changes = {
        "Paper Crane": "Iron Lotus",
        "4 March 2026": "19 July 2025",
        "27 people": "63 people",
        "Sok Dara": "Keo Pisey",
        "250 dollars": "180 dollars",
        "Chan Vuthy": "Lim Sophal",
        "Friday": "Monday",
        "Kampot": "Takeo",
    }
    text = STORY
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def cut_short():
    """The first half, as a wire story is cut."""
    return STORY[: STORY.index("Nobody answered")]


def syndicated():
    """With another headline, byline and foot, and three paragraphs in between."""
    first, rest = STORY.split("\n\n", 1)
    head = "Locked door at a guesthouse by the river\n\nBy Ros Vibol"
    return "\n\n".join([head, first, INSERTED, rest])
