//! What is sought in the guide: a stage of an enterprise's life, a need. A scheme answers where the documents say that it does; where they
//! are silent it is not kept, and it is said.

use lanterne_data::read::Scheme;
use lanterne_report::model::{self, Links};

use crate::french::ordinal::list;
use crate::french::typography::{quoted, set};

/// What is sought: each by the word of the documents, where it is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sought {
    /// One of [`Sought::STAGES`].
    pub(crate) stage: Option<&'static str>,
    /// One of [`Sought::NEEDS`].
    pub(crate) need: Option<&'static str>,
}

/// Names in a sentence.
const NAMES: usize = 12;

impl Sought {
    /// Stages: as links have them, as the documents do.
    pub(crate) const STAGES: [(&'static str, &'static str); 4] = [
        ("emergence", "émergence"),
        ("creation", "création"),
        ("developpement", "développement"),
        ("consolidation", "consolidation"),
    ];

    /// Needs, the same way.
    pub(crate) const NEEDS: [(&'static str, &'static str); 3] =
        [("conseil", "conseil"), ("financement", "financement"), ("reseau", "mise en réseau")];

    /// Whether anything is.
    pub(super) fn any(self) -> bool {
        self.stage.is_some() || self.need.is_some()
    }

    /// Whether a scheme answers: `None` where the documents do not say.
    pub(super) fn answered(self, scheme: &Scheme) -> Option<bool> {
        match (one_of(&scheme.life_stage, self.stage), one_of(&scheme.lever, self.need)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            (None, _) | (_, None) => None,
        }
    }

    /// « Guide des aides : création, financement »
    pub(super) fn title(self) -> String {
        let asked: Vec<&str> = [self.stage, self.need].into_iter().flatten().collect();
        match asked.as_slice() {
            [] => set("Guide des aides"),
            asked => set(&format!("Guide des aides : {}", asked.join(", "))),
        }
    }

    /// That the documents do not say of these schemes whether they answer.
    pub(super) fn unsaid(self, schemes: &[Scheme]) -> Option<String> {
        let names: Vec<String> = schemes.iter().filter(|scheme| self.answered(scheme).is_none()).map(brief).collect();
        (!names.is_empty())
            .then(|| set(&format!("À voir aussi, car les documents n'en disent pas assez : {}.", list(&names, NAMES))))
    }

    /// That nothing answers, then what answers a part of it.
    pub(super) fn nothing(self, schemes: &[Scheme]) -> Vec<String> {
        let (stage, need) = (
            self.stage.map(|stage| format!("à l'étape {}", quoted(stage))),
            self.need.map(|need| format!("au besoin {}", quoted(need))),
        );
        let asked: Vec<String> = stage.into_iter().chain(need).collect();
        let both = if asked.len() > 1 { "à la fois " } else { "" };
        let mut told = vec![set(&format!("Aucun dispositif connu ne répond {both}{}.", asked.join(" et ")))];
        if asked.len() > 1 {
            let alone = [Self { need: None, ..self }, Self { stage: None, ..self }];
            told.extend(asked.iter().zip(alone).map(|(asked, part)| {
                let names: Vec<String> =
                    schemes.iter().filter(|scheme| part.answered(scheme) == Some(true)).map(brief).collect();
                let names = if names.is_empty() { "aucun".to_owned() } else { list(&names, NAMES) };
                set(&format!("Répondent {asked} seulement : {names}."))
            }));
        }
        told.extend(self.unsaid(schemes));
        told
    }

    /// The lists to choose from.
    pub(super) fn links(self) -> Links {
        let options = |known: &[(&str, &str)]| {
            known.iter().map(|(word, said)| ((*word).to_owned(), set(said))).collect::<Vec<(String, String)>>()
        };
        let chosen = |known: &[(&str, &str)], asked: Option<&str>| {
            let found = known.iter().find(|(_, said)| Some(*said) == asked);
            found.map_or(String::new(), |(word, _)| (*word).to_owned())
        };
        Links {
            id: "mon-projet".to_owned(),
            title: set("Mon projet, mon étape, ici"),
            choices: vec![
                model::Choice {
                    name: "etape".to_owned(),
                    label: set("Mon étape"),
                    any: set("Toutes les étapes"),
                    options: options(&Self::STAGES),
                    chosen: chosen(&Self::STAGES, self.stage),
                },
                model::Choice {
                    name: "besoin".to_owned(),
                    label: set("Mon besoin"),
                    any: set("Tous les besoins"),
                    options: options(&Self::NEEDS),
                    chosen: chosen(&Self::NEEDS, self.need),
                },
            ],
            links: Vec::new(),
            whole: (set("Tout le guide"), "partie=aides".to_owned()),
        }
    }
}

/// « ACC'ESS », of « ACC'ESS – Accompagnement à la création d'entreprise de l'ESS ».
pub(super) fn brief(scheme: &Scheme) -> String {
    scheme.name.split(" – ").next().unwrap_or(&scheme.name).to_owned()
}

/// Whether a list of the documents has a word; `None` where there is no list. Nothing asked is always had.
fn one_of(said: &Option<String>, asked: Option<&str>) -> Option<bool> {
    let Some(asked) = asked else { return Some(true) };
    let said = said.as_deref().filter(|said| !said.trim().is_empty())?;
    Some(said.split(';').any(|own| own.trim() == asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme(name: &str, stage: Option<&str>, lever: Option<&str>) -> Scheme {
        Scheme {
            scheme: name.to_lowercase(),
            name: format!("{name} – Une aide"),
            kind: "dispositif".to_owned(),
            lever: lever.map(str::to_owned),
            life_stage: stage.map(str::to_owned),
            beneficiaries: None,
            amount_max_eur: None,
            amount_min_eur: None,
            duration_months: None,
            eligibility: None,
            yearly_volume: None,
            co_financers: None,
            document: "feuille-de-route.txt".to_owned(),
            quote: None,
        }
    }

    #[test]
    fn a_scheme_answers_where_it_is_said_and_silence_is_no_answer() {
        let sought = Sought { stage: Some("création"), need: Some("financement") };
        let of = |stage, lever| sought.answered(&scheme("A", stage, lever));
        assert_eq!(of(Some("émergence;création"), Some("conseil; financement")), Some(true));
        assert_eq!(of(Some("émergence"), Some("financement")), Some(false));
        assert_eq!(of(None, Some("conseil")), Some(false), "one no is enough");
        assert_eq!((of(None, Some("financement")), of(Some("création"), Some(" "))), (None, None));
        assert_eq!(Sought::default().answered(&scheme("A", None, None)), Some(true), "nothing is asked");
    }

    #[test]
    fn where_nothing_answers_both_what_answers_one_is_told() {
        let schemes = [
            scheme("DASESS", Some("consolidation"), Some("conseil;financement")),
            scheme("COTE", Some("émergence"), Some("mise en réseau")),
            scheme("TESS", None, Some("mise en réseau")),
        ];
        let told = Sought { stage: Some("consolidation"), need: Some("mise en réseau") }.nothing(&schemes);
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told[0].contains("ne répond à la fois à l’étape"), "{told:?}");
        assert!(told[1].ends_with("seulement\u{a0}: DASESS."), "{told:?}");
        assert!(told[2].ends_with("seulement\u{a0}: COTE et TESS."), "{told:?}");
        assert!(told[3].ends_with("assez\u{a0}: TESS."), "{told:?}");
        let alone = Sought { stage: Some("développement"), need: None }.nothing(&schemes[..2]);
        assert_eq!(alone.len(), 1, "{alone:?}");
    }
}
