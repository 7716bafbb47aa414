//! What one more permanence would change in a territory: the profile beside the simulator, commune by commune.

use lanterne_server::french::{integer, number};
use serde_json::Value;

use crate::asking::{get, json};
use crate::world::{ACROSS, COMMUNES, EST_SOMME, MEL};

/// The sentence of a profile, and where its link opens a permanence.
async fn told(name: &str) -> (String, Option<String>) {
    let (path, asked) = name.split_once('?').map_or((name, String::new()), |(path, asked)| (path, format!("?{asked}")));
    let profile = json(&format!("/profil/{path}.json{asked}")).await;
    let sections = profile["sections"].as_array().unwrap();
    let section = sections.iter().find(|own| own["id"] == "zones-blanches").unwrap();
    let blocks = section["blocks"].as_array().unwrap();
    let tests = blocks.iter().rfind(|block| block["block"] == "table").unwrap();
    let links = blocks.iter().find(|block| block["id"] == "simuler");
    let commune = links.map(|links| {
        let address = links["links"][0][1].as_str().unwrap();
        let start = "/deploiement/simulateur?region=32&scenario=A~";
        address.strip_prefix(start).unwrap_or_else(|| panic!("{address}")).to_owned()
    });
    (tests["notes"][0].as_str().unwrap().to_owned(), commune)
}

/// Inhabitants of some communes, by their rows, within thirty minutes, and of those whose journey is known: read from the columns of a
/// simulation.
async fn near(communes: &[usize], added: Option<&str>) -> (f64, f64) {
    let add = added.map_or(String::new(), |code| format!("&add=commune-{code}"));
    let simulated = json(&format!("/api/v1/simulation?region=32{add}")).await;
    let column = |name: &str| -> Vec<Value> { simulated["communes"][name].as_array().unwrap().clone() };
    let (rows, minutes, absences) = (column("row"), column("minutes"), column("absence"));
    let mut found = (0.0, 0.0);
    for ((row, minutes), absence) in rows.iter().zip(minutes).zip(absences) {
        let at = usize::try_from(row.as_u64().unwrap()).unwrap();
        if !communes.contains(&at) || !(minutes.is_number() || absence == "nil") {
            continue;
        }
        let people = COMMUNES[at].5 as f64;
        found.1 += people;
        found.0 += if minutes.as_f64().is_some_and(|minutes| minutes <= 30.0) { people } else { 0.0 };
    }
    found
}

#[tokio::test]
async fn one_more_permanence_changes_in_a_profile_what_it_changes_in_the_simulator() {
    let mut changed = 0;
    let two = format!("groupement?membres=epci-{EST_SOMME},commune-80620,commune-76540&nom=Essai");
    let rows = |is: &dyn Fn(usize) -> bool| -> Vec<usize> { (0..COMMUNES.len()).filter(|at| is(*at)).collect() };
    for (name, communes) in [
        (format!("epci-{EST_SOMME}"), rows(&|at| COMMUNES[at].4 == Some(EST_SOMME))),
        (format!("epci-{MEL}"), rows(&|at| COMMUNES[at].4 == Some(MEL))),
        (format!("epci-{ACROSS}"), rows(&|at| COMMUNES[at].4 == Some(ACROSS))),
        ("commune-80620".to_owned(), rows(&|at| COMMUNES[at].0 == "80620")),
        ("departement-80".to_owned(), rows(&|at| COMMUNES[at].2 == "80")),
        ("region-32".to_owned(), rows(&|at| COMMUNES[at].3 == "32")),
        (two, rows(&|at| ["80410", "80620", "76540"].contains(&COMMUNES[at].0))),
    ] {
        let (sentence, link) = told(&name).await;
        let (today, known) = near(&communes, None).await;
        // Every commune of it that the documents speak of is tried; of two that bring as many, the more populated.
        let mut best: Option<(f64, usize)> = None;
        for at in communes.iter().copied().filter(|at| COMMUNES[*at].3 == "32") {
            let (after, _) = near(&communes, Some(COMMUNES[at].0)).await;
            let better = best.is_none_or(|(most, own)| (after, COMMUNES[at].5) > (most, COMMUNES[own].5));
            best = if after > today && better { Some((after, at)) } else { best };
        }
        let share = |near: f64| format!("({}\u{202f}%)", number(100.0 * near / known, 1));
        assert_eq!(link.as_deref(), best.map(|(_, at)| COMMUNES[at].0), "{name}: {sentence}");
        match best {
            Some((after, at)) => {
                changed += 1;
                let place = format!("de plus à {}\u{a0}: {} habitants", COMMUNES[at].1, integer(after));
                assert!(sentence.contains(&place), "{name}: {sentence}");
                assert!(sentence.contains(&share(after)), "{name}: {sentence}");
                let before = format!("contre {} aujourd’hui {}", integer(today), share(today));
                assert!(sentence.contains(&before), "{name}: {sentence}");
            }
            None => assert!(today == known && sentence.contains("n’y changerait rien"), "{name}: {sentence}"),
        }
    }
    assert!(changed >= 3, "{changed}");
}

#[tokio::test]
async fn where_no_journey_is_known_nothing_is_promised() {
    let (sentence, link) = told("commune-85113").await;
    assert!(sentence.starts_with("On ne sait pas ce qu’une permanence changerait ici"), "{sentence}");
    assert_eq!(link, None);
}

#[tokio::test]
async fn the_page_leads_to_the_simulator_and_a_part_of_it_does_so_in_a_page_of_its_own() {
    let (_, commune) = told("departement-80").await;
    let link = format!("href=\"/deploiement/simulateur?region=32&amp;scenario=A~{}\"", commune.unwrap());
    let whole = get("/profil/departement-80").await.text();
    assert!(whole.contains(&format!("{link}>")), "in the same page");
    let part = get("/profil/departement-80?partie=zones-blanches").await.text();
    assert!(part.contains(&format!("{link} target=\"_blank\"")), "{part}");
}
