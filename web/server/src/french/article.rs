//! Names with their article: « la CC de l’Est de la Somme », « les Hauts-de-France », « de l’Aisne ».
//!
//! Articles of departments and regions are those of the official geographic code (field TNCC), copied once here because a
//! snapshot has no room for grammar. Those it calls without article but that speech gives one (Bretagne) have it. A zone of study is
//! called by what it is: its name is often that of a town in it.

use lanterne_observatory::Level;

use super::typography::{capital, set};

/// Departments and regions whose name takes « le ».
const LE: &str = "Calvados|Cantal|Cher|Doubs|Finistère|Gard|Gers|Jura|Loiret|Lot|Lot-et-Garonne|Morbihan|Nord|Pas-de-Calais|\
    Puy-de-Dôme|Bas-Rhin|Haut-Rhin|Rhône|Tarn|Tarn-et-Garonne|Var|Vaucluse|Territoire de Belfort|Val-de-Marne|Val-d'Oise|\
    Centre-Val de Loire|Grand Est|Loir-et-Cher|Maine-et-Loire";
/// « la ».
const LA: &str = "Charente|Charente-Maritime|Corrèze|Côte-d'Or|Creuse|Dordogne|Drôme|Corse-du-Sud|Haute-Corse|Haute-Garonne|\
    Gironde|Loire|Haute-Loire|Loire-Atlantique|Lozère|Manche|Marne|Haute-Marne|Mayenne|Meurthe-et-Moselle|Meuse|Moselle|\
    Nièvre|Haute-Saône|Saône-et-Loire|Sarthe|Savoie|Haute-Savoie|Seine-Maritime|Seine-et-Marne|Somme|Vendée|Vienne|\
    Haute-Vienne|Seine-Saint-Denis|Guadeloupe|Martinique|Guyane|Nouvelle-Aquitaine|Normandie|Bretagne|Corse|\
    Bourgogne-Franche-Comté";
/// « les ».
const LES: &str = "Alpes-de-Haute-Provence|Hautes-Alpes|Alpes-Maritimes|Ardennes|Bouches-du-Rhône|Côtes-d'Armor|Landes|\
    Pyrénées-Atlantiques|Hautes-Pyrénées|Pyrénées-Orientales|Deux-Sèvres|Vosges|Yvelines|Hauts-de-Seine|Hauts-de-France|\
    Pays de la Loire";
/// « l’ ».
const ELIDED: &str = "Ain|Aisne|Allier|Ardèche|Ariège|Aube|Aude|Aveyron|Eure|Eure-et-Loir|Hérault|Ille-et-Vilaine|Indre|\
    Indre-et-Loire|Isère|Oise|Orne|Yonne|Essonne|Île-de-France|Occitanie|Auvergne-Rhône-Alpes";

/// The definite article of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Article {
    Le,
    La,
    Les,
    Elided,
    None,
}

/// A territory as it stands in a sentence.
#[derive(Debug, Clone)]
pub struct Named {
    name: String,
    article: Article,
    /// The name alone, where the other says what it is of.
    bare: Option<String>,
}

impl Named {
    /// A territory by its level and name.
    #[must_use]
    pub fn new(level: Level, name: &str) -> Self {
        let zone = |kind: &str, article| {
            let bare = set(name);
            Self { name: format!("{kind} {}", of_bare(&bare)), article, bare: Some(bare) }
        };
        let article = match level {
            Level::Commune => Article::None,
            Level::Epci => epci(name),
            Level::Departement | Level::Region => listed(name),
            Level::France => Article::La,
            Level::ZoneEmploi => return zone("zone d’emploi", Article::La),
            Level::BassinVie => return zone("bassin de vie", Article::Le),
        };
        Self { name: set(name), article, bare: None }
    }

    /// A reference that is no territory: « le territoire couvert ».
    #[must_use]
    pub fn masculine(name: &str) -> Self {
        Self { name: set(name), article: Article::Le, bare: None }
    }

    /// « la Somme », « Lille ».
    #[must_use]
    pub fn with_article(&self) -> String {
        let name = &self.name;
        match self.article {
            Article::Le => format!("le {name}"),
            Article::La => format!("la {name}"),
            Article::Les => format!("les {name}"),
            Article::Elided => format!("l’{name}"),
            Article::None => name.clone(),
        }
    }

    /// « de la Somme », « du Nord », « des Hauts-de-France », « d’Amiens ».
    #[must_use]
    pub fn of(&self) -> String {
        let name = &self.name;
        match self.article {
            Article::Le => format!("du {name}"),
            Article::La => format!("de la {name}"),
            Article::Les => format!("des {name}"),
            Article::Elided => format!("de l’{name}"),
            Article::None => of_bare(name),
        }
    }

    /// An EPCI without its nature and article, a zone without what it is, for a list: « Est de la Somme »; any other name whole.
    #[must_use]
    pub fn short(&self) -> String {
        if let Some(bare) = &self.bare {
            return bare.clone();
        }
        let Some(rest) = ["CC ", "CA ", "CU "].iter().find_map(|nature| self.name.strip_prefix(nature)) else {
            return self.name.clone();
        };
        let articles = ["de la ", "de l’", "du ", "des ", "de ", "d’"];
        capital(articles.iter().find_map(|article| rest.strip_prefix(article)).unwrap_or(rest))
    }

    /// Where something is: « à Lille », « au Touquet-Paris-Plage », « dans la Somme ».
    #[must_use]
    pub fn at(&self) -> String {
        let name = &self.name;
        if self.article != Article::None {
            return format!("dans {}", self.with_article());
        }
        if let Some(rest) = name.strip_prefix("Le ") {
            return format!("au {rest}");
        }
        if let Some(rest) = name.strip_prefix("Les ") {
            return format!("aux {rest}");
        }
        match of_bare(name).strip_prefix("de ") {
            Some(rest) => format!("à {rest}"),
            None => format!("à {name}"),
        }
    }

    /// Whether the verb that follows is plural: « les Hauts-de-France comptent ».
    #[must_use]
    pub fn plural(&self) -> bool {
        self.article == Article::Les
    }
}

/// « du Touquet-Paris-Plage », « d’Amiens », « de Lille » for a name without article of its own.
fn of_bare(name: &str) -> String {
    if let Some(rest) = name.strip_prefix("Le ") {
        return format!("du {rest}");
    }
    if let Some(rest) = name.strip_prefix("Les ") {
        return format!("des {rest}");
    }
    if name.starts_with("La ") || name.starts_with("L’") {
        let mut letters = name.chars();
        let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
        return format!("de {first}{}", letters.as_str());
    }
    match name.chars().next() {
        Some(first) if "AEIOUÀÂÄÉÈÊËÎÏÔÖÙÛÜŒ".contains(first) => format!("d’{name}"),
        _ => format!("de {name}"),
    }
}

fn listed(name: &str) -> Article {
    let straight = name.replace('’', "'");
    let lists = [(LE, Article::Le), (LA, Article::La), (LES, Article::Les), (ELIDED, Article::Elided)];
    lists
        .into_iter()
        .find(|(list, _)| list.split('|').any(|listed| listed == straight))
        .map_or(Article::None, |(_, article)| article)
}

fn epci(name: &str) -> Article {
    match name.split_whitespace().next() {
        Some("CC" | "CA" | "CU" | "Métropole") => Article::La,
        Some("Eurométropole") => Article::Elided,
        // « Bordeaux Métropole », « Rennes Métropole » go without.
        Some(_) | None => Article::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_departement_takes_its_official_article() {
        assert_eq!(Named::new(Level::Departement, "Somme").of(), "de la Somme");
        assert_eq!(Named::new(Level::Departement, "Aisne").of(), "de l’Aisne");
        assert_eq!(Named::new(Level::Departement, "Nord").of(), "du Nord");
        assert_eq!(Named::new(Level::Departement, "Paris").of(), "de Paris");
        assert_eq!(Named::new(Level::Departement, "Val-d'Oise").of(), "du Val-d’Oise");
    }

    #[test]
    fn a_zone_of_study_is_called_by_what_it_is() {
        let zone = |name| Named::new(Level::ZoneEmploi, name);
        assert_eq!(zone("Roye - Montdidier").with_article(), "la zone d’emploi de Roye - Montdidier");
        assert_eq!(zone("Le Havre").of(), "de la zone d’emploi du Havre");
        assert_eq!(zone("L'Aigle").at(), "dans la zone d’emploi de l’Aigle");
        let bassin = |name| Named::new(Level::BassinVie, name);
        assert_eq!(bassin("Amiens").with_article(), "le bassin de vie d’Amiens");
        assert_eq!(bassin("Les Vans").of(), "du bassin de vie des Vans");
        assert_eq!((bassin("Le Touquet").short(), bassin("Les Vans").plural()), ("Le Touquet".to_owned(), false));
    }

    #[test]
    fn a_region_takes_its_official_article() {
        assert_eq!(Named::new(Level::Region, "Hauts-de-France").with_article(), "les Hauts-de-France");
        assert!(Named::new(Level::Region, "Hauts-de-France").plural());
        assert_eq!(Named::new(Level::Region, "Île-de-France").with_article(), "l’Île-de-France");
    }

    #[test]
    fn a_commune_is_elided_or_contracted() {
        assert_eq!(Named::new(Level::Commune, "Amiens").of(), "d’Amiens");
        assert_eq!(Named::new(Level::Commune, "Le Touquet-Paris-Plage").of(), "du Touquet-Paris-Plage");
        assert_eq!(Named::new(Level::Commune, "La Madeleine").of(), "de la Madeleine");
        assert_eq!(Named::new(Level::Commune, "Ham").of(), "de Ham");
    }

    #[test]
    fn in_a_list_an_epci_goes_without_its_nature() {
        let short = |name| Named::new(Level::Epci, name).short();
        assert_eq!(short("CC de l'Est de la Somme"), "Est de la Somme");
        assert_eq!(short("CU d'Arras"), "Arras");
        assert_eq!(short("CA Amiens Métropole"), "Amiens Métropole");
        assert_eq!(short("Métropole Européenne de Lille"), "Métropole Européenne de Lille");
        assert_eq!(Named::new(Level::Commune, "Ham").short(), "Ham");
    }

    #[test]
    fn a_place_is_said_with_its_preposition() {
        let commune = |name| Named::new(Level::Commune, name).at();
        assert_eq!(commune("Lille"), "à Lille");
        assert_eq!(commune("Amiens"), "à Amiens");
        assert_eq!(commune("Le Touquet-Paris-Plage"), "au Touquet-Paris-Plage");
        assert_eq!(commune("Les Rues-des-Vignes"), "aux Rues-des-Vignes");
        assert_eq!(commune("La Madeleine"), "à la Madeleine");
        assert_eq!(Named::new(Level::Departement, "Oise").at(), "dans l’Oise");
        assert_eq!(Named::new(Level::Epci, "CA Amiens Métropole").at(), "dans la CA Amiens Métropole");
        assert_eq!(Named::new(Level::Epci, "Rennes Métropole").at(), "à Rennes Métropole");
    }

    #[test]
    fn an_epci_is_feminine_but_for_metropoles_named_by_their_city() {
        assert_eq!(Named::new(Level::Epci, "CC de l'Est de la Somme").with_article(), "la CC de l’Est de la Somme");
        assert_eq!(
            Named::new(Level::Epci, "Métropole Européenne de Lille").of(),
            "de la Métropole Européenne de Lille"
        );
        assert_eq!(Named::new(Level::Epci, "Rennes Métropole").of(), "de Rennes Métropole");
    }
}
