"""The texts of the house to insert in a note: templates, and facts explained to a family."""

# code: {language: (title, text)}
HOUSE: dict[str, dict[str, tuple[str, str]]] = {
    "first": {
        "nl": (
            "Eerste contact",
            "Wie belt en voor wie:\n"
            "Wat is er gebeurd, sinds wanneer:\n"
            "Wat vraagt de cliënt:\n"
            "Wat is dringend:\n"
            "Wat spraken we af:",
        ),
        "fr": (
            "Premier contact",
            "Qui appelle et pour qui :\n"
            "Ce qui s’est passé, depuis quand :\n"
            "Ce que demande la personne :\n"
            "Ce qui est urgent :\n"
            "Ce qui est convenu :",
        ),
        "en": (
            "First contact",
            "Who calls and for whom:\n"
            "What happened, since when:\n"
            "What the client asks:\n"
            "What is urgent:\n"
            "What we agreed:",
        ),
    },
    "partner": {
        "nl": (
            "Gesprek met een partner",
            "Met wie, welke functie:\n"
            "Waarover, met akkoord van de cliënt:\n"
            "Wat zij doen en tegen wanneer:\n"
            "Wat wij doen:\n"
            "Wie verwittigt de cliënt:",
        ),
        "fr": (
            "Entretien avec un partenaire",
            "Avec qui, quelle fonction :\n"
            "À quel sujet, avec l’accord de la personne :\n"
            "Ce qu’ils font et pour quand :\n"
            "Ce que nous faisons :\n"
            "Qui prévient la personne :",
        ),
        "en": (
            "Talk with a partner",
            "With whom, which function:\n"
            "What about, with the client's agreement:\n"
            "What they do and by when:\n"
            "What we do:\n"
            "Who tells the client:",
        ),
    },
    "inquiry": {
        "nl": (
            "Uitgelegd: het gerechtelijk onderzoek",
            "Uitgelegd: na de aanhouding beslist een onderzoeksrechter binnen 48 uur over de "
            "voorlopige hechtenis. De raadkamer bekijkt binnen vijf dagen, en daarna geregeld "
            "opnieuw, of die nodig blijft. De advocaat ziet het dossier en kan vragen om "
            "vrijlating, ook onder voorwaarden of met een enkelband.",
        ),
        "fr": (
            "Expliqué : l’instruction",
            "Expliqué : après l’arrestation, un juge d’instruction décide dans les 48 heures de la "
            "détention préventive. La chambre du conseil vérifie dans les cinq jours, puis "
            "régulièrement, si elle reste nécessaire. L’avocat consulte le dossier et peut demander"
            " la libération, aussi sous conditions ou avec un bracelet.",
        ),
        "en": (
            "Explained: the inquiry",
            "Explained: after the arrest an investigating judge decides within 48 hours on remand. "
            "A court in chambers looks within five days, and regularly afterwards, whether it stays"
            " necessary. The lawyer sees the file and can ask for release, also under conditions or"
            " with a tag.",
        ),
    },
    "trial": {
        "nl": (
            "Uitgelegd: het proces",
            "Uitgelegd: op de zitting spreken het openbaar ministerie, de burgerlijke partijen en "
            "de verdediging. Het vonnis valt meestal later. Wie veroordeeld is, kan binnen dertig "
            "dagen in beroep gaan, via de advocaat.",
        ),
        "fr": (
            "Expliqué : le procès",
            "Expliqué : à l’audience parlent le ministère public, les parties civiles et la "
            "défense. Le jugement tombe souvent plus tard. La personne condamnée peut faire appel "
            "dans les trente jours, par l’avocat.",
        ),
        "en": (
            "Explained: the trial",
            "Explained: at the hearing the public prosecutor, the civil parties and the defence "
            "speak. The judgment often comes later. Whoever is convicted can appeal within thirty "
            "days, through the lawyer.",
        ),
    },
    "sentence": {
        "nl": (
            "Uitgelegd: de strafuitvoering",
            "Uitgelegd: uitgaansvergunningen en penitentiair verlof worden gevraagd vanuit de "
            "gevangenis. Over beperkte detentie, elektronisch toezicht en voorwaardelijke "
            "invrijheidstelling beslist een rechter, volgens de duur van de straf. De data hangen "
            "van het dossier af: de advocaat of de griffie kan ze zeggen.",
        ),
        "fr": (
            "Expliqué : l’exécution de la peine",
            "Expliqué : les permissions de sortie et le congé pénitentiaire se demandent depuis la "
            "prison. La détention limitée, la surveillance électronique et la libération "
            "conditionnelle sont décidées par un juge, selon la durée de la peine. Les dates "
            "dépendent du dossier : l’avocat ou le greffe peut les donner.",
        ),
        "en": (
            "Explained: execution of the sentence",
            "Explained: exit permits and leave are asked from within the prison. A judge decides on"
            " limited detention, electronic monitoring and conditional release, according to the "
            "length of the sentence. The dates depend on the file: the lawyer or the registry can "
            "tell them.",
        ),
    },
    "internment": {
        "nl": (
            "Uitgelegd: de internering",
            "Uitgelegd: internering is geen straf maar een maatregel van zorg en veiligheid, zonder"
            " vaste einddatum. De kamer voor de bescherming van de maatschappij volgt ze op en "
            "beslist over plaatsing, verlof en invrijheidstelling op proef.",
        ),
        "fr": (
            "Expliqué : l’internement",
            "Expliqué : l’internement n’est pas une peine mais une mesure de soins et de sécurité, "
            "sans date de fin fixée. La chambre de protection sociale en assure le suivi et décide "
            "du placement, des congés et de la libération à l’essai.",
        ),
        "en": (
            "Explained: internment",
            "Explained: internment is not a sentence but a measure of care and safety, without a "
            "fixed end. The chamber for the protection of society follows it and decides on "
            "placement, leave and release on trial.",
        ),
    },
    "actors": {
        "nl": (
            "Uitgelegd: wie is wie in de gevangenis",
            "Uitgelegd: de directie beslist over het dagelijks leven; de psychosociale dienst geeft"
            " advies aan wie over vrijlating beslist; hulpverleners van de gemeenschappen helpen de"
            " gedetineerde en geven daar niets aan door. Wij zijn er voor de familie en geven niets door "
            "aan gevangenis of justitie, ook niet met akkoord. Een cliënt die erom vraagt, krijgt van "
            "ons een aanwezigheidsattest, met niet meer dan naam, dag en plaats, en geeft het zelf af.",
        ),
        "fr": (
            "Expliqué : qui est qui en prison",
            "Expliqué : la direction décide de la vie quotidienne ; le service psychosocial donne "
            "un avis à ceux qui décident d’une libération ; les services d’aide des communautés "
            "aident la personne détenue et ne leur transmettent rien. Nous sommes là pour la "
            "famille et ne transmettons rien à la prison ni à la justice, même avec un accord. La "
            "personne suivie qui le demande reçoit de nous une attestation de présence, où ne figurent "
            "que le nom, le jour et le lieu, et la remet elle-même.",
        ),
        "en": (
            "Explained: who is who in prison",
            "Explained: the management decides on daily life; the psychosocial service advises "
            "those who decide on release; the communities' helpers help the detained person and "
            "pass nothing on. We are there for the family and pass nothing on to prison or justice, "
            "not even with agreement. A client who asks for it gets a certificate of attendance from "
            "us, with no more than name, day and place, and it is the client who hands it over.",
        ),
    },
}
