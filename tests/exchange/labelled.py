"""Invented needs, questions, initiatives and answers, with which of them are of use to which.

The labels were given by reading, before anything was worked out: would who asks this be glad to
see that? Each row is a name, title, summary and topics.
"""

INITIATIVES = [
    (
        "app",
        "Bureaus reserveren met een app",
        "Medewerkers kiezen vooraf hun werkplek en zien wie er die dag zijn.",
        ["hybride"],
    ),
    (
        "stilte",
        "Stilteruimtes in de kantoortuin",
        "Met glazen cellen en zachte wanden nam de geluidsoverlast af.",
        ["hybride", "huisvesting"],
    ),
    (
        "zalen",
        "Vergaderzalen met goede camera's en microfoons",
        "Wie thuis meedoet aan een vergadering ziet en hoort iedereen.",
        ["hybride", "ict"],
    ),
    (
        "dagen",
        "Teams kiezen zelf hun kantoordagen",
        "Elk team maakt afspraken over thuiswerken en over de bezetting van werkplekken.",
        ["hybride"],
    ),
    (
        "papier",
        "Kelder leeg: papieren dossiers gescand",
        "Drie kilometer archief is nu digitaal te vinden.",
        ["informatie"],
    ),
    (
        "mail",
        "E-mail bewaren zonder omkijken",
        "Mailboxen van leidinggevenden worden automatisch gearchiveerd.",
        ["informatie"],
    ),
    (
        "chat",
        "Chatberichten veiligstellen op de telefoon",
        "Berichten uit WhatsApp en Signal komen na een week in het archief.",
        ["informatie"],
    ),
    (
        "zon",
        "Zonnepanelen op het dak",
        "Wij wekken een derde van onze energie zelf op.",
        ["duurzaam"],
    ),
    (
        "afval",
        "Afval scheiden in de kantine",
        "Koffiebekers en etensresten gaan nu apart.",
        ["duurzaam"],
    ),
    (
        "auto",
        "Elektrische deelauto's voor dienstreizen",
        "Drie diensten delen twintig auto's en de laadpalen.",
        ["duurzaam"],
    ),
    (
        "fiets",
        "Meer plek voor de fiets",
        "De stalling heeft laadpunten en een pomp.",
        ["duurzaam", "huisvesting"],
    ),
    (
        "brief",
        "Brieven in begrijpelijke taal",
        "Een panel van lezers herschreef honderd standaardbrieven.",
        ["dienstverlening"],
    ),
    (
        "blind",
        "Website getest door blinde lezers",
        "Wat zij niet konden vinden hebben wij hersteld.",
        ["dienstverlening", "ict"],
    ),
    (
        "buddy",
        "Een buddy voor nieuwe medewerkers",
        "Op de eerste dag staat er iemand klaar voor nieuwe medewerkers.",
        ["personeel"],
    ),
    (
        "inwerken",
        "Inwerken op afstand",
        "Een inwerkprogramma van drie weken voor wie meestal thuis is.",
        ["personeel"],
    ),
    (
        "bron",
        "Onze broncode staat open",
        "Alle software die wij laten maken publiceren wij als open source.",
        ["ict"],
    ),
]
ANSWERED = [
    (
        "headset",
        "Welke headset houdt lawaai tegen in de kantoortuin?",
        "Wij zoeken een koptelefoon voor wie veel belt.",
        ["hybride", "ict"],
    ),
    (
        "kluis",
        "Hoe geven jullie kluisjes uit?",
        "Sleutels raken steeds kwijt.",
        ["huisvesting"],
    ),
]
ASKING = [
    (
        "Wie heeft een systeem om werkplekken te reserveren?",
        "Op dinsdag zijn alle bureaus bezet.",
        ["hybride"],
        {"app", "dagen"},
    ),
    (
        "Vergaderingen met mensen thuis lopen slecht",
        "Beeld en geluid vallen weg; welke camera en microfoon gebruiken jullie?",
        ["hybride"],
        {"zalen", "headset"},
    ),
    (
        "Hoe bewaren jullie chatberichten?",
        "Het gaat ons om WhatsApp op zakelijke telefoons.",
        ["informatie"],
        {"chat", "mail"},
    ),
    (
        "Oude dossiers scannen: waar begin je?",
        "Wij hebben een kelder vol papier.",
        ["informatie"],
        {"papier"},
    ),
    (
        "Auto's delen met een andere dienst",
        "Onze elektrische auto's staan vaak stil bij de laadpaal.",
        ["duurzaam"],
        {"auto"},
    ),
    (
        "Gezocht: hulp bij begrijpelijke brieven",
        "Lezers bellen omdat zij onze brief niet snappen.",
        ["dienstverlening"],
        {"brief"},
    ),
    (
        "Nieuwe medewerkers inwerken die veel thuis zijn",
        "Zij kennen na een maand bijna niemand.",
        ["personeel"],
        {"buddy", "inwerken", "dagen"},
    ),
    (
        "Energie opwekken op een monumentaal dak",
        "Mogen daar zonnepanelen op?",
        ["duurzaam"],
        {"zon"},
    ),
    (
        "Geluidsoverlast in een open kantoor",
        "Bellen stoort de rest van de afdeling.",
        ["huisvesting"],
        {"stilte", "headset"},
    ),
    (
        "Publiceren jullie de broncode van maatwerk?",
        "Onze leverancier wil geen open source.",
        ["ict"],
        {"bron"},
    ),
    (
        "Wie kent een goede gebarentolk?",
        "Voor een bijeenkomst in het voorjaar.",
        [],
        set(),
    ),
]
"""Title, summary, topics, and the names of what is of use."""
