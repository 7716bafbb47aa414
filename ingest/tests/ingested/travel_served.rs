//! Travel times that were supplied replace the straight line, journey by journey, and are named.
#![allow(clippy::unwrap_used)]

use lanterne_data::read::{access, contents};
use lanterne_ingest::derive::derive;
use lanterne_ingest::{Interrupt, Silent, Watch};
use lanterne_observatory::Absence;
use lanterne_observatory::travel::{StraightLine, Times, TravelSource};
use lanterne_observatory::white_zone::Parameters;

use crate::region;

#[test]
fn supplied_times_serve_before_the_straight_line_and_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let draft = region::rows().draft(&region::targets("hauts-de-france"), folder.path());
    let before = contents(&draft.snapshot().unwrap()).unwrap();
    let straight = access(&before, &[]);
    assert_eq!(straight.sentence, StraightLine::sentence());
    let communes = &before.territories[0];
    let row = |code: &str| communes.row(code).unwrap() as usize;
    let [amiens, far, cut, other] = ["80021", "80799", "59350", "59512"].map(row);
    assert!(straight.journeys[far].minutes.unwrap() < 77.0 && straight.journeys[cut].minutes.is_ok());

    // A matrix that knows two origins and every commune as a destination: one is 77 minutes from Amiens and from nowhere
    // else, nothing can be reached from the other.
    let mut rows = vec![Err(Absence::NotPublished); communes.len()];
    rows[far] = Ok(vec![(amiens as u32, 77.0)]);
    rows[cut] = Ok(Vec::new());
    draft.load_travel_times(TravelSource::Matrix, "essai/matrice", &Times::from_rows(communes.len(), rows)).unwrap();
    // A slower road network, for one of them and a third: the matrix was asked first.
    let mut rows = vec![Err(Absence::NotPublished); communes.len()];
    rows[far] = Ok(vec![(amiens as u32, 99.0)]);
    rows[other] = Ok(vec![(amiens as u32, 88.5)]);
    draft.load_travel_times(TravelSource::Network, "essai/reseau", &Times::from_rows(communes.len(), rows)).unwrap();

    let after = contents(&draft.snapshot().unwrap()).unwrap();
    let sources: Vec<TravelSource> = after.travel.iter().map(|supplied| supplied.source).collect();
    assert_eq!(sources, [TravelSource::Matrix, TravelSource::Network]);
    let served = access(&after, &[]);
    assert_eq!(served.journeys[far].minutes, Ok(77.0));
    assert_eq!(served.journeys[other].minutes, Ok(88.5));
    assert_eq!(served.journeys[cut].minutes, Err(Absence::Nil), "the matrix says that nothing can be reached");
    let nearest = &after.sites[served.sites[served.journeys[far].site.unwrap()]];
    assert_eq!(nearest.commune.as_deref(), Some("80021"));
    for (commune, (old, new)) in straight.journeys.iter().zip(&served.journeys).enumerate() {
        assert!([far, cut, other].contains(&commune) || old.minutes == new.minutes, "{}", communes.code[commune]);
    }
    println!("{}", served.sentence);
    for named in ["matrice de temps fournie", "réseau routier", "vol d’oiseau", StraightLine::sentence()] {
        assert!(served.sentence.contains(named), "{}", served.sentence);
    }

    let interrupt = Interrupt::default();
    derive(&draft, Parameters::default(), &Watch::new(&Silent, &interrupt)).unwrap_or_else(|fault| panic!("{fault}"));
    let after = contents(&draft.snapshot().unwrap()).unwrap();
    let stated = after.parameters.iter().find(|(name, _)| name == "travel_model").unwrap();
    assert_eq!(stated.1, served.sentence, "the build says what served");
}
