"""Words for generated posts: plain Dutch sentences, put together by a random generator.

Two words are dosed exactly, so that measurements know what a search will find: `RARE_WORD` is in
one post of every thousand and `COMMON_WORD` in one of every ten. No sentence uses them otherwise.
"""

import json
import random
import uuid
from typing import Any

RARE_WORD = "vuurtoren"
RARE_EVERY = 1000
COMMON_WORD = "kantoortuin"
COMMON_EVERY = 10

WHO = [
    "Ons team", "De ontvangst", "Een groep collega's", "De afdeling", "Het projectteam",
    "De ondernemingsraad", "Onze directie", "De huismeester", "Een werkgroep", "De planning",
]  # fmt: skip
WHAT = [
    "de gedeelde balie", "een stilteruimte", "het papieren archief", "hybride werken",
    "de nieuwe werkplekken", "een leenkast", "het rooster", "de vergaderzalen", "het inwerken",
    "een digitaal prikbord", "de fietsenstalling", "een proef met beeldbellen", "de koffiebar",
    "een rondleiding", "het reserveren van plekken", "de toegankelijke ingang",
]  # fmt: skip
DID = [
    "probeerde", "verbeterde", "onderzocht", "besprak", "begon met", "stopte met", "deelde",
    "beschreef", "vernieuwde", "mat het gebruik van", "tekende een plan voor", "opende",
]  # fmt: skip
RESULT = [
    "Dat scheelt veel tijd.", "Het kostte meer overleg dan gedacht.",
    "Na zes weken kijken we opnieuw.", "De meeste mensen zijn tevreden.",
    "Niet iedereen vond het een goed idee.", "We leerden vooral van wat misging.",
    "Een ander gebouw wil het nu ook.", "De cijfers volgen in het voorjaar.",
    "Het werkt het best op dinsdag en donderdag.", "Wie thuis werkt, kan ook meedoen.",
    "Begin klein en vraag wat er mist.", "We delen de tekening graag.",
]  # fmt: skip
PLACE = [
    "op de begane grond", "in het noorden", "langs het spoor", "bij de haven", "in de binnenstad",
    "op drie verdiepingen", "naast het station", "in een oud postkantoor", "aan de rivier",
]  # fmt: skip
WHEN = [
    "dit voorjaar", "sinds een maand", "na de zomer", "vorige week", "een jaar lang",
    "elke vrijdag", "tot het eind van het jaar", "voor de tweede keer",
]  # fmt: skip
NAMES = [
    "Water", "Wegen", "Bossen", "Havens", "Scholen", "Archieven", "Energie", "Voedsel", "Wonen",
    "Werk", "Zorg", "Cultuur", "Lucht", "Sport", "Bodem", "Meting", "Toezicht", "Vergunningen",
]  # fmt: skip
BODIES = ["Proefdienst", "Proefinspectie", "Proefbureau", "Proefinstituut", "Proefraad"]


def sentence(rng: random.Random) -> str:
    """One sentence: who did what, where and when."""
    return (
        f"{rng.choice(WHO)} {rng.choice(DID)} {rng.choice(WHAT)} "
        f"{rng.choice(PLACE)}, {rng.choice(WHEN)}."
    )


def paragraph(rng: random.Random, sentences: int) -> str:
    """Sentences with here and there what came of it."""
    return " ".join(
        rng.choice(RESULT) if rng.random() < 0.4 else sentence(rng) for _number in range(sentences)
    )


def title(rng: random.Random) -> str:
    """A title of some six words."""
    what = rng.choice(WHAT)
    return rng.choice(
        [
            f"Zo werkt {what} {rng.choice(PLACE)}",
            f"{rng.choice(WHO)} {rng.choice(DID)} {what}",
            f"Wat {what} ons leerde",
            f"{what.capitalize()}, {rng.choice(WHEN)}",
            f"Drie lessen over {what}",
        ]
    )


def body(rng: random.Random, number: int) -> str:
    """The body of post `number` as the JSON that a StreamField stores; 150 to 400 words."""
    paragraphs = [paragraph(rng, rng.randint(3, 7)) for _number in range(rng.randint(3, 6))]
    if number % COMMON_EVERY == 3:
        paragraphs[0] += f" Daarom praten we ook over de {COMMON_WORD}."
    if number % RARE_EVERY == 7:
        paragraphs[-1] += f" Wij namen een oude {RARE_WORD} als voorbeeld."
    blocks: list[tuple[str, Any]] = [("text", f"<p>{text}</p>") for text in paragraphs]
    blocks.insert(1, ("heading", {"text": "Wat wij leerden", "level": "h2"}))
    return json.dumps(
        [
            {"type": kind, "value": value, "id": str(uuid.UUID(int=rng.getrandbits(128)))}
            for kind, value in blocks
        ]
    )


def organisation_name(number: int) -> str:
    """The name of a generated organisation: "Proefdienst Water 12"."""
    return f"{BODIES[number % len(BODIES)]} {NAMES[number % len(NAMES)]} {number + 1}"
