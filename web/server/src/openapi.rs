//! The description of the address space (OpenAPI 3.1), from the handlers themselves; what a person reads first of an address is
//! French and stands here.

use axum::Json;
use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;

use crate::french::typography::set;
use crate::handler::{
    accompaniment, accounts, activity, audit, catalogue, committee, deployment, deposits, groupings, live_tiles, ogc,
    open_tables, picture, places, presence, profile, publications, raster, scenarios, series, sign_in, simulation,
    siting, snapshot, structure, tiles, timeline, tokens, watch, white_zones,
};
use crate::page;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Lanterne",
        description = "L'observatoire territorial de l'économie sociale et solidaire.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        snapshot::snapshot,
        snapshot::indicators,
        snapshot::methods,
        snapshot::health,
        places::territories,
        places::territory,
        places::places,
        places::search,
        picture::picture,
        series::series,
        series::file,
        structure::clusters,
        structure::relation,
        structure::inequality,
        structure::parts,
        timeline::timeline,
        timeline::file,
        siting::siting,
        white_zones::white_zones,
        white_zones::areas,
        watch::watch,
        watch::file,
        accompaniment::schemes,
        accompaniment::operators,
        accompaniment::sites,
        accompaniment::zones,
        tiles::tilejson,
        tiles::tile,
        live_tiles::tilejson,
        live_tiles::tile,
        raster::tilejson,
        raster::tile,
        ogc::landing,
        ogc::conformance,
        ogc::collections,
        ogc::collection,
        ogc::items,
        ogc::item,
        ogc::schema,
        ogc::tilesets,
        ogc::tileset,
        ogc::grids,
        ogc::grid,
        open_tables::tables,
        open_tables::table,
        catalogue::catalogue,
        catalogue::wmts,
        profile::door,
        profile::page,
        profile::keep,
        profile::kept,
        deployment::deployment,
        deployment::units,
        committee::compared,
        committee::printed,
        deployment::groups,
        deployment::waiting,
        presence::presence,
        presence::file,
        presence::policies,
        simulation::simulation,
        simulation::communes,
        scenarios::keep,
        scenarios::revise,
        scenarios::scenarios,
        scenarios::shared,
        scenarios::printed,
        groupings::composition,
        groupings::keep,
        groupings::revise,
        groupings::grouping,
        groupings::shared,
        sign_in::begin,
        sign_in::back,
        sign_in::end,
        sign_in::me,
        tokens::tokens,
        tokens::make,
        tokens::end,
        accounts::accounts,
        accounts::keep,
        accounts::end,
        audit::audit,
        activity::activity,
        activity::coverage,
        deposits::schemas,
        deposits::template,
        deposits::hand_in,
        deposits::deposits,
        deposits::deposit,
        deposits::file,
        deposits::columns,
        deposits::confirm,
        deposits::withdraw,
        publications::publications,
        publications::publish,
        page::methods,
        page::deployment,
        page::presence,
        page::committee,
        page::simulator,
        page::zones,
        page::counter,
        document,
    )
)]
struct Description;

/// Each address in a French sentence.
const SUMMARIES: &[(&str, &str)] = &[
    ("/api/v1/snapshot", "Ce qui est servi : publication, sources, territoires couverts, listes de mots"),
    ("/api/v1/indicators", "Les indicateurs : définition, calcul, limites"),
    ("/api/v1/methods", "Les méthodes et leurs articles"),
    ("/api/v1/territories/{level}", "Les territoires d'un niveau, dans l'ordre des lignes de toute série"),
    ("/api/v1/territories/{level}/{code}", "Un territoire : tous ses chiffres, sa source, ses comparaisons"),
    ("/api/v1/places", "Les communes les plus peuplées, pour nommer la carte"),
    ("/api/v1/search", "Cherche un territoire par nom, code ou code postal"),
    ("/api/v1/series/{indicator}", "Un indicateur à un niveau : valeurs, intervalles, classes, rangs, légende"),
    ("/api/v1/series/{indicator}.{format}", "Ce que la carte montre, en fichier à emporter"),
    ("/api/v1/clusters/{indicator}", "Foyers et contrastes d'un indicateur, avec leur significativité"),
    ("/api/v1/relations/{indicator}/{other}", "Deux indicateurs croisés, et leur corrélation"),
    ("/api/v1/inequality/{indicator}", "La courbe de Lorenz d'un indicateur et ses indices d'inégalité"),
    ("/api/v1/parts", "Les familles et les secteurs que l'on peut retenir, et combien d'établissements chacun compte"),
    ("/api/v1/timeline/{indicator}", "Un indicateur d'année en année : jusqu'à huit territoires, et la référence"),
    ("/api/v1/timeline/{indicator}.{format}", "La même évolution en tableau, CSV ou XLSX"),
    ("/api/v1/siting/{objective}", "Les communes où ouvrir les prochains lieux"),
    ("/api/v1/white-zones", "Zones blanches : verdict et preuves de chaque test, avec vos paramètres"),
    ("/api/v1/white-zones/areas", "Zones blanches d'un seul tenant"),
    (
        "/api/v1/watch",
        "Les zones à surveiller : celles de la feuille de route, celles des tests, les vôtres et leurs seuils",
    ),
    ("/api/v1/watch.csv", "Les mêmes zones en tableau, une ligne par zone"),
    ("/api/v1/schemes", "Les dispositifs"),
    ("/api/v1/operators", "Les opérateurs, et où ils sont présents"),
    ("/api/v1/sites", "Les lieux d'accompagnement, en GeoJSON"),
    ("/api/v1/zones", "Les zones déclarées : veille, contrats, PETR"),
    ("/tiles/{layer}.json", "TileJSON d'une couche : adresse, emprise et champs des tuiles"),
    ("/tiles/{hash}/{layer}/{z}/{x}/{y}", "Une tuile vectorielle"),
    (
        "/tiles/live/{what}.json",
        "TileJSON d'un groupement fait à la main, de lieux choisis, ou d'une série avec ses valeurs",
    ),
    ("/tiles/live/{what}/{z}/{x}/{y}", "Une tuile vectorielle faite à la demande"),
    ("/raster/{indicator}.json", "TileJSON d'une série dessinée en images : adresse, emprise, source"),
    (
        "/raster/{indicator}/{z}/{x}/{y}.png",
        "Une tuile d'image, pour les cartes qui ne lisent pas les tuiles vectorielles",
    ),
    ("/wmts", "Les tuiles d'image comme WMTS les annonce : une couche par indicateur et niveau"),
    ("/ogc", "OGC API : accueil"),
    ("/ogc/conformance", "OGC API : classes de conformité"),
    ("/ogc/collections", "OGC API : un niveau, une collection"),
    ("/ogc/collections/{level}", "OGC API : une collection"),
    ("/ogc/collections/{level}/items", "OGC API : territoires et indicateurs d'un niveau, page par page"),
    ("/ogc/collections/{level}/items/{code}", "OGC API : un territoire et ses indicateurs"),
    ("/ogc/collections/{level}/schema", "OGC API : les propriétés d'un territoire, leurs types et leur sens"),
    ("/ogc/collections/{level}/tiles", "OGC API : jeux de tuiles d'un niveau"),
    ("/ogc/collections/{level}/tiles/{grid}", "OGC API : un jeu de tuiles, son gabarit d'adresse"),
    ("/ogc/tileMatrixSets", "OGC API : grilles de tuiles"),
    ("/ogc/tileMatrixSets/{grid}", "OGC API : une grille de tuiles"),
    ("/donnees", "Les tables de la publication : colonnes, lignes, adresse de leur fichier"),
    ("/donnees/{snapshot}/{table}.parquet", "Une table, en Parquet, lisible par parties"),
    ("/carte.{format}", "La carte d'un lien en image, PNG ou SVG, à la taille voulue"),
    ("/catalogue.jsonld", "Catalogue DCAT-AP des données à emporter"),
    ("/profil", "La porte des profils : un nom, un code ou un code postal, et les territoires qui y répondent"),
    ("/profil/{territoire}/figer", "Garde la version présente d'un profil, et mène à son lien durable"),
    (
        "/api/v1/deployment",
        "Le déploiement des dispositifs : qui est atteint, ce qu'un tirage équitable aurait atteint, les constats",
    ),
    ("/api/v1/deployment/units", "Le déploiement d'un dispositif, EPCI par EPCI, petits nombres protégés"),
    (
        "/api/v1/deployment/groups",
        "Les EPCI atteints et attendus d'un dispositif, par département ou par nature d'EPCI",
    ),
    (
        "/api/v1/deployment/waiting",
        "Le délai avant un premier bénéficiaire, par département ou par nature d'EPCI : pour la Région",
    ),
    ("/api/v1/deployment/comparison", "Deux dates du déploiement côte à côte, et pourquoi elles diffèrent"),
    ("/deploiement", "La page du déploiement des dispositifs"),
    ("/deploiement/comite", "La page du comité : deux dates comparées, et leur document à emporter"),
    ("/deploiement/comite.pdf", "Le document du comité, une page par dispositif, en PDF"),
    (
        "/api/v1/presence",
        "La présence des opérateurs une année : lieux, zones déclarées et activité, chacun à part, et le contact le plus proche",
    ),
    ("/api/v1/presence.csv", "La même présence en tableau, une ligne par EPCI"),
    ("/api/v1/policies", "Ce que les documents disent des politiques ESS des EPCI ; le reste est inconnu"),
    ("/deploiement/presence", "La page de la présence des opérateurs et des politiques des EPCI"),
    ("/api/v1/simulation", "L'accès à un lieu aujourd'hui, et si des permanences ouvraient ou fermaient"),
    (
        "/api/v1/simulation/communes.{format}",
        "Le trajet de chaque commune, aujourd'hui et dans un scénario, CSV ou XLSX",
    ),
    ("/api/v1/scenarios", "Garde des scénarios du simulateur, sous une adresse qui se partage"),
    ("/api/v1/scenarios/{scenario}", "Des scénarios gardés : leurs versions, et ce que leurs lieux sont devenus"),
    ("/api/v1/scenarios/{scenario}/versions", "Ajoute une version à des scénarios gardés, avec leur clé"),
    ("/scenario/{scenario}", "Des scénarios gardés, par leur lien : mène au simulateur"),
    ("/deploiement/simulateur.pdf", "La fiche d'une simulation : une page à imprimer, PDF"),
    ("/deploiement/simulateur", "La page du simulateur : où faire venir la permanence"),
    ("/deploiement/zones", "La page des zones blanches et des zones à surveiller"),
    ("/depot", "La page où les opérateurs déposent leurs fichiers"),
    ("/api/v1/composition", "Ce que compte un territoire composé : communes, habitants, établissements et emplois"),
    ("/api/v1/groupings", "Garde un territoire composé, sous une adresse qui se partage"),
    ("/api/v1/groupings/{groupement}", "Un territoire gardé : ses versions, et ce que ses codes sont devenus"),
    ("/api/v1/groupings/{groupement}/versions", "Ajoute une version à un territoire gardé, avec sa clé"),
    ("/territoire/{groupement}", "Un territoire gardé, par son lien : mène à son profil"),
    ("/connexion", "Se connecter, par le fournisseur d'identité de ce service"),
    ("/connexion/retour", "Où le fournisseur d'identité renvoie"),
    ("/deconnexion", "Se déconnecter"),
    ("/api/v1/me", "Qui est connecté, et ce qu'il peut faire"),
    ("/api/v1/tokens", "Les jetons par lesquels un programme dépose pour soi"),
    ("/api/v1/tokens/{token}", "Retire un jeton"),
    ("/api/v1/accounts", "Les comptes : qui peut quoi"),
    ("/api/v1/accounts/{email}", "Ouvre, modifie ou ferme un compte"),
    ("/api/v1/audit", "Qui a fait quoi, les dernières lignes d'abord"),
    ("/api/v1/activity", "Les actes ligne à ligne : les siens pour un opérateur, tous pour la Région"),
    (
        "/api/v1/activity/coverage",
        "La couverture d'un opérateur : ses bénéficiaires, les EPCI qu'il atteint, ceux de ses zones qu'il n'atteint pas, ses lieux",
    ),
    ("/profil/fige/{version}", "Un profil gardé tel qu'il était, sous toutes ses formes"),
    (
        "/profil/{territoire}",
        "Le profil ESS d'un territoire ou d'un groupement : page, PDF, document, classeur ou JSON",
    ),
    ("/api/v1/deposits", "Les fichiers remis au dépôt ; en remettre un"),
    ("/api/v1/deposits/schemas", "Ce que contient un fichier de chaque sorte, colonne par colonne"),
    ("/api/v1/deposits/templates/{kind}.{format}", "Un fichier à remplir : CSV, ou classeur avec sa notice"),
    ("/api/v1/deposits/{deposit}", "Un fichier remis : où il en est, ce qui est à corriger ; le retirer"),
    ("/api/v1/deposits/{deposit}/file", "Les octets d'un fichier, tels qu'ils ont été remis"),
    ("/api/v1/deposits/{deposit}/columns", "Dit quelle colonne d'un fichier est laquelle"),
    ("/api/v1/deposits/{deposit}/confirm", "Confirme un fichier sans faute : il entre dans la prochaine publication"),
    ("/api/v1/publications", "Ce qui attend d'être publié, et comment va la dernière publication ; en demander une"),
    ("/methodes", "Les méthodes, en une page à lire"),
    ("/healthz", "Le service vit-il, et que sert-il"),
    ("/api/openapi.json", "Cette description"),
];

/// OpenAPI 3.1.
#[utoipa::path(get, path = "/api/openapi.json", tag = "snapshot", responses((status = 200, description = "OpenAPI 3.1")))]
pub(crate) async fn document() -> Response {
    Json(description()).into_response()
}

fn description() -> utoipa::openapi::OpenApi {
    let mut description = Description::openapi();
    for (path, summary) in SUMMARIES {
        if let Some(operation) = description.paths.paths.get_mut(*path).and_then(|path| path.get.as_mut()) {
            operation.summary = Some(set(summary));
            // What the code says of itself, in English.
            operation.description = None;
        }
    }
    description
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{SUMMARIES, description};

    fn described() -> BTreeSet<String> {
        description().paths.paths.into_keys().collect()
    }

    #[test]
    fn every_address_is_summed_up_in_french() {
        let summed_up: BTreeSet<String> = SUMMARIES.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(summed_up, described());
    }

    /// The router is read as text: it cannot be asked for its addresses.
    #[test]
    fn every_route_is_described() {
        let mut prefix = "";
        let mut routes = BTreeSet::new();
        for line in include_str!("router.rs").lines().map(str::trim) {
            prefix = match line {
                "let api = Router::new()" => "/api/v1",
                "let tiles = Router::new()" => "/tiles",
                "let raster = Router::new()" => "/raster",
                "let ogc = Router::new()" => "/ogc",
                "Router::new()" => "",
                _ => prefix,
            };
            if let Some((path, _)) = line.strip_prefix(".route(\"").and_then(|rest| rest.split_once('"')) {
                routes.insert(format!("{prefix}{}", if path == "/" { "" } else { path }));
            }
        }
        // One route answers two addresses, three addresses have two routes, and some end their name as a file.
        let others =
            ["/tiles/{layer}", "/ogc/", "/donnees/", "/donnees/{snapshot}/{table}", "/carte.png", "/carte.svg"];
        let more = ["/tiles/live/{what}", "/raster/{indicator}", "/raster/{indicator}/{z}/{x}/{y}"];
        let told = ["/api/v1/deposits/templates/{kind}", "/api/v1/simulation/{file}"];
        for other in others.into_iter().chain(more).chain(told) {
            assert!(routes.remove(other), "{other}: {routes:?}");
        }
        let files = [
            "/tiles/{layer}.json",
            "/tiles/live/{what}.json",
            "/api/v1/series/{indicator}.{format}",
            "/api/v1/timeline/{indicator}.{format}",
            "/api/v1/deposits/templates/{kind}.{format}",
            "/api/v1/simulation/communes.{format}",
            "/donnees/{snapshot}/{table}.parquet",
            "/carte.{format}",
            "/raster/{indicator}.json",
            "/raster/{indicator}/{z}/{x}/{y}.png",
        ];
        routes.extend(files.map(str::to_owned));
        assert_eq!(routes, described());
    }
}
