"""Words that tell who acts in an event, and on whom or what."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.word_sets import word_set

OFFICIALS: Final = word_set(
    "police policeman policemen officer officers official officials inspector inspectors "
    "investigator investigators gendarme gendarmes gendarmerie soldier soldiers troops force "
    "forces squad unit units team teams delegation authority authorities ministry department "
    "committee prosecutor prosecutors court judge commissioner commissariat customs immigration "
    "border army navy coastguard guardsmen detectives detective agents governor administration "
    "command government embassy consulate diplomats consuls consul minister deputy taskforce "
    "raiders convoy capacity ngo interpol marines patrol bureau council chief mission"
)
SUSPECTS: Final = word_set(
    "suspect suspects guard guards manager managers supervisor supervisors ringleader "
    "ringleaders boss bosses owner owners broker brokers recruiter recruiters driver drivers "
    "man men woman women couple person persons people foreigner foreigners chinese national "
    "nationals trafficker traffickers organiser organisers smuggler smugglers captain skipper "
    "leader leaders accomplice accomplices operator operators brothers foreman overseer one two "
    "three four five six seven eight nine ten eleven twelve others landlord interpreter"
)
KEEPERS: Final = word_set(
    "boss bosses employer employers company manager managers recruiter recruiters broker "
    "brokers agent owner supervisor they landlord captain madam husband operator agency "
    "trafficker"
)
CAPTIVE: Final = word_set(
    "inside locked illegally unlawfully captive hostage against will beaten tortured allegedly "
    "basement forced confined there cage debt"
)
THINGS: Final = word_set(
    "handgun handguns pistol pistols rifle rifles notebook safe safes phone phones telephone "
    "telephones computer computers passport passports laptop laptops desktop desktops sim "
    "weapon weapons gun guns baton batons drug drugs kilogram kilograms kg cash document "
    "documents ledger ledgers evidence car cars vehicle vehicles boat boats router routers "
    "equipment devices device handcuffs money dollars baht riel tablets servers cards firearms "
    "pills methamphetamine ketamine sets monitors hard drive drives motorbike motorbikes van "
    "vans truck trucks books book ledgers notebook notebooks cctv camera cameras shields rods"
)
PLACES: Final = word_set(
    "property building buildings compound compounds hotel casino site sites premises factory "
    "kiln kilns resort bar bars parlour parlours shop shops villa villas club clubs complex "
    "office offices company companies restaurant farm place places centre center gate plant "
    "agency agencies operation venue house houses guesthouse spa park number licence license "
    "rooms floor floors annexe"
)
NUMERALS: Final = word_set("one two three four five six seven eight nine ten eleven twelve all")
PEOPLE: Final = SUSPECTS | word_set(
    "boy boys girl girls child children worker workers victim victims crew crews fisherman "
    "fishermen group family brother sister mother father daughter son wife husband student "
    "students citizens compatriots survivor survivors nurse nurses tourists migrants captives "
    "hostages maids passengers sailors deckhands teenagers youths they all"
)
POLICE: Final = word_set(
    "police policemen officers gendarmes gendarmerie soldiers troops force forces squad commandos"
)
HAVENS: Final = word_set(
    "shelter shelters pagoda safety embassy consulate relatives families family parents ngo "
    "refuge safe lawyer grandmother grandparents mother father aunt uncle home homes"
)
COURTS: Final = word_set("court courts judge judges tribunal justices bench prosecutor magistrate")
BE: Final = word_set("was were been being had have has is are got be")
NOW: Final = word_set("order today from until since temporarily indefinitely permanently pending")
NOT_HERE: Final = word_set("doors door eyes case cases")
NO_SENTENCE: Final = word_set("to old ago salary wages training of pay rent notice free")
