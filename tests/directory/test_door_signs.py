"""Hours as doors, leaflets and directories in Brussels write them: each reading was looked at by hand."""

import pytest

from directory.typed_hours import read

SIGNS = """
nl | Maandag t/m vrijdag van 9.00 tot 12.00 uur en van 13.00 tot 16.30 uur => Mo-Fr 09:00-12:00,13:00-16:30
nl | Ma - vr: 8u30 - 12u30 & 13u - 16u30 => Mo-Fr 08:30-12:30,13:00-16:30
nl | ma di do vr 9u-12u, wo 13u-16u => Mo-Tu 09:00-12:00; We 13:00-16:00; Th-Fr 09:00-12:00
nl | Elke werkdag van 9 tot 12u, 's namiddags op afspraak => word
nl | ma, wo: 9-12u en di, do: 13-16u => Mo 09:00-12:00; Tu 13:00-16:00; We 09:00-12:00; Th 13:00-16:00
nl | Permanentie op dinsdag 14u-16u => word
nl | juli en augustus gesloten, ma-vr 9-17u => word
nl | ma-vr 9-17u (juli-augustus: 9-13u) => word
nl | ma-vr 9-17u, gesloten tussen 12 en 13u => which
nl | ma-vr 9-17u behalve wo en feestdagen => Mo-Tu 09:00-17:00; Th-Fr 09:00-17:00; PH off
nl | ma-vr 9-17u behalve woensdag, zaterdag 10-12u => which
nl | ma-vr 9-17u, za en zo gesloten, feestdagen 10-12u => Mo-Fr 09:00-17:00; PH 10:00-12:00
nl | gesloten op za en zo ma-vr 9-12 => which
nl | 9-12u op ma, di, gesloten op wo, do, vr 13-16 => which
nl | ma 9-12 di gesloten wo 9-12 => Mo 09:00-12:00; We 09:00-12:00
nl | 24/7 behalve zondag => Mo-Sa 00:00-24:00
nl | ma/di 9-12, wo/do 13-16 => Mo-Tu 09:00-12:00; We-Th 13:00-16:00
nl | ma: 9-12 / di: 13-16 / wo: gesloten => Mo 09:00-12:00; Tu 13:00-16:00
nl | ma -, di -, wo 9-12 => hours
nl | ma-vr 9-17u. Vrijdag 9-12u. => Mo-Th 09:00-17:00; Fr 09:00-12:00
nl | ma-vr 9-17u (telefonisch 9-12u) => word
nl | ma-vr 9-17u (om de 2 weken) => which
nl | ma-vr 9-17u (tot 1/9) => which
nl | ma-vr 9-17u (jaarlijkse sluiting) => which
nl | ma-vr 9-17u (2de verdieping) => Mo-Fr 09:00-17:00 "2de verdieping"
nl | ma-vr 9-12 (dicht op wo) => Mo-Tu 09:00-12:00; Th-Fr 09:00-12:00
nl | gesloten weekend en feestdagen, ma-vr 9-17 => which
nl | zon- en feestdagen gesloten; ma-za 9-17 => Mo-Sa 09:00-17:00; PH off
nl | elke dag 9-18u, zondag 10-12u => Mo-Sa 09:00-18:00; Su 10:00-12:00
nl | ma-wo 8-12, 13-16, wo 8-12 => Mo-Tu 08:00-12:00,13:00-16:00; We 08:00-12:00
nl | ma-vr 9-17 op wo en do gesloten => Mo-Tu 09:00-17:00; Fr 09:00-17:00
nl | ma-do 9-17 vr 9-12 en 13-15 gesloten za zo => Mo-Th 09:00-17:00; Fr 09:00-12:00,13:00-15:00
nl | ma-vr 9-12 (vrije inloop), 13-17 (op afspraak) => which
fr | lundi au jeudi 8h30 à 12h et 13h à 16h30, ven 8h30-12h => Mo-Th 08:30-12:00,13:00-16:30; Fr 08:30-12:00
fr | lundi - mardi - jeudi : 9h-12h => which
fr | Permanence : mardi et jeudi, 14h-16h, sur rdv les autres jours => word
fr | tous les jours sauf dimanche et jours fériés 10h-18h => Mo-Sa 10:00-18:00; PH off
fr | tous les jours 10h-18h, sauf lundi et mardi 14h-18h => which
fr | lu-ve 9h-17h, fermé le mercredi après-midi => word
fr | lu-ve 9h-17h fermé entre 12h et 13h => which
fr | fermé du lundi au mercredi, jeudi 9h-12h => which
fr | fermé samedi, dimanche et jours fériés, lundi-vendredi 9h-17h => which
fr | fermé le week-end et les jours fériés => Mo-Su unknown; Sa off; Su off; PH off
fr | 9h-12h le lundi et le mardi, 13h-16h le jeudi => which
fr | lundi et mardi sur rendez-vous, mercredi 9h-12h => Mo-Tu "by appointment"; We 09:00-12:00
fr | 7j/7, 24h/24 => 24/7
fr | me 9h-12h 15-17h => We 09:00-12:00,15:00-17:00
fr | me 9h - 12h 30 13h 30 - 17h => We 09:00-12:30,13:30-17:00
fr | me 9h 12h30 13h30 17h => word
fr | ve 9h-minuit => Fr 09:00-24:00
fr | le 1er mardi du mois 14h-16h => word
fr | mardi 14h-16h (hors congés scolaires) => which
fr | mardi 14h-16h (sur inscription) => Tu 14:00-16:00 "sur inscription"
fr | été: lu-ve 9h-12h => word
fr | lundi: 9h-12h, mardi: -, mercredi: 9h-12h => hours
fr | 10h-18h du mardi au samedi (fermé dimanche et lundi) => Tu-Sa 10:00-18:00
en | Mon, Wed & Fri: 9:00am - 5:30pm => Mo 09:00-17:30; We 09:00-17:30; Fr 09:00-17:30
en | Open Monday through Friday from 9 am until 5 pm, closed weekends => Mo-Fr 09:00-17:00
en | daily 9am-5pm, closed Sunday and public holidays => Mo-Sa 09:00-17:00; PH off
en | 9am-5pm Mon-Fri, 10am-2pm Sat => which
en | 9am-5pm Mon-Fri, closed Wed, Thu => Mo-Tu 09:00-17:00; Fr 09:00-17:00
en | Closed Mon, open Tue-Fri 9am-5pm => Tu-Fr 09:00-17:00
en | closed Mon; Tue 9am-5pm => Tu 09:00-17:00
en | closed for lunch 12-1pm, Mon-Fri 9am-5pm => word
en | Mon-Fri except bank holidays 9am-5pm => Mo-Fr 09:00-17:00; PH off
en | Mon-Fri 9am-5pm, except Wed: 9am-12pm => which
en | weekdays 9am-5pm except Friday; Saturday 10am-2pm => Mo-Th 09:00-17:00; Sa 10:00-14:00
en | by appointment Sat, Mon-Fri 9am-5pm => which
en | Mon-Fri 9-12 and 1-5 => half
en | Mon 6pm-8pm (until further notice) => which
en | Mon-Fri: 9am-12pm, 1pm-5pm. Sat: 9am-12pm. Sun: Closed. => Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00
en | Tue-Fri 9am-5pm, closed Mon, Sat 10am-2pm => which
en | open 24/7, closed Sunday and Monday => Tu-Sa 00:00-24:00
"""


@pytest.mark.parametrize("sign", SIGNS.strip().splitlines())
def test_a_sign_is_read_as_a_person_reads_it_or_asked_about(sign):
    told, kept = sign.split(" => ")
    lang, text = told.split(" | ", 1)
    found = read(text, lang)
    assert (found.expression or found.trouble) == kept
