//! The catalogue of what may be taken away, as DCAT-AP in JSON-LD: a data set per indicator and level, its files as
//! distributions, the OGC API and the API as services. What data.gouv.fr, a region's portal or a harvester reads.
//!
//! Terms: <https://semiceu.github.io/DCAT-AP/releases/3.0.0/>; lists of values: the Publications Office of the EU.

use lanterne_observatory::{Indicator, Level};
use serde_json::{Value, json};

use super::source::Origin;
use super::words;
use super::year::of_millesime;
use crate::export::Format;
use crate::french::typography::set;
use crate::outline::around;
use crate::state::State;
use crate::view::sole_region;

const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// The catalogue; `base` is where the client reached the service.
pub(crate) fn catalogue(state: &State, base: &str) -> Value {
    let origin = Origin::of(state, sole_region(state));
    let own = format!("{base}/catalogue.jsonld");
    let sets: Vec<Value> = Indicator::ALL
        .iter()
        .flat_map(|indicator| {
            state
                .contents
                .levels()
                .map(|level| data_set(state, *indicator, level, base, &origin))
                .collect::<Vec<Value>>()
        })
        .collect();
    let sets: Vec<Value> =
        sets.into_iter().chain((!state.tables.is_empty()).then(|| tables(state, base, &origin))).collect();
    json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "skos": "http://www.w3.org/2004/02/skos/core#",
            "xsd": "http://www.w3.org/2001/XMLSchema#", "locn": "http://www.w3.org/ns/locn#",
            "geo": "http://www.opengis.net/ont/geosparql#",
        },
        "@id": own,
        "@type": "dcat:Catalog",
        "dct:title": french("Lanterne, observatoire territorial de l'économie sociale et solidaire"),
        "dct:description": french("Indicateurs de l'économie sociale et solidaire par territoire, avec leurs incertitudes, à emporter."),
        "dct:language": iri(&format!("{AUTHORITY}/language/FRA")),
        "dct:publisher": { "@type": "foaf:Agent", "foaf:name": "Lanterne" },
        "foaf:homepage": iri(&format!("{base}/")),
        "dcat:themeTaxonomy": iri(&format!("{AUTHORITY}/data-theme")),
        "dcat:dataset": sets,
        "dcat:service": [
            service(base, "/ogc", "OGC API — Features et Tiles", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"),
            service(base, "/api/v1", "API de Lanterne", "https://spec.openapis.org/oas/v3.1.0"),
        ],
    })
}

fn data_set(state: &State, indicator: Indicator, level: Level, base: &str, origin: &Origin) -> Value {
    let (definition, source) = (indicator.definition(), &origin.source);
    let name = format!("{}_{}", definition.slug, level.as_str());
    let by = words::units(level);
    let mention = origin.notice.as_deref().unwrap_or_default();
    let description = format!(
        "{} {} {} Source : {}, millésime {}, géographie {}. {mention}",
        definition.definition,
        definition.formula,
        definition.limits,
        source.title,
        source.millesime,
        state.manifest.cog
    );
    let mut document = json!({
        "@id": format!("{base}/catalogue.jsonld#{name}"),
        "@type": "dcat:Dataset",
        "dct:identifier": name,
        "dct:title": french(&format!("{}, {by}", definition.label)),
        "dct:description": french(&description),
        "dct:language": iri(&format!("{AUTHORITY}/language/FRA")),
        "dct:publisher": { "@type": "foaf:Agent", "foaf:name": "Lanterne" },
        "dct:source": { "@type": "rdfs:Resource", "rdfs:label": format!("{}, {}", source.title, source.producer) },
        "dct:accessRights": iri(&format!("{AUTHORITY}/access-right/PUBLIC")),
        "dct:spatial": place(state, level),
        "dct:conformsTo": {
            "@type": "dct:Standard",
            "rdfs:label": french(&format!("Code officiel géographique {}", state.manifest.cog)),
        },
        "dcat:theme": iri(&format!("{AUTHORITY}/data-theme/SOCI")),
        "dcat:keyword": [french("économie sociale et solidaire"), french(definition.short), french(words::unit(level))],
        "dcat:landingPage": iri(&format!("{base}/methodes")),
        "dcat:version": state.id(),
        "dcat:distribution": Format::ALL.map(|format| distribution(indicator, level, format, base, &source.licence)),
    });
    let year = of_millesime(&source.millesime);
    if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) {
        let day = |day: &str| json!({ "@type": "xsd:date", "@value": format!("{year}-{day}") });
        document["dct:temporal"] =
            json!({ "@type": "dct:PeriodOfTime", "dcat:startDate": day("01-01"), "dcat:endDate": day("12-31") });
    }
    document
}

/// The tables themselves, one set: a file each.
fn tables(state: &State, base: &str, origin: &Origin) -> Value {
    let source = &origin.source;
    let mention = origin.notice.as_deref().unwrap_or_default();
    let file = |table: &lanterne_data::published::Published| {
        let address = format!("{base}{}", super::open_table::href(state, &table.name));
        json!({
            "@id": address,
            "@type": "dcat:Distribution",
            "dct:title": french(&format!("{} ({})", table.title, table.name)),
            "dct:description": french(&table.description),
            "dcat:accessURL": iri(&address),
            "dcat:downloadURL": iri(&address),
            "dcat:mediaType": iri("https://www.iana.org/assignments/media-types/application/vnd.apache.parquet"),
            "dcat:byteSize": { "@type": "xsd:nonNegativeInteger", "@value": table.bytes.to_string() },
            "dct:license": license(&source.licence),
        })
    };
    json!({
        "@id": format!("{base}/catalogue.jsonld#tables"),
        "@type": "dcat:Dataset",
        "dct:identifier": "tables",
        "dct:title": french("Les tables de la publication"),
        "dct:description": french(&format!(
            "Territoires, établissements, comptes, indicateurs, zones blanches, lieux et dispositifs, en Parquet. \
             Sens des colonnes : /donnees. Source : {}, millésime {}, géographie {}. {mention}",
            source.title, source.millesime, state.manifest.cog
        )),
        "dct:language": iri(&format!("{AUTHORITY}/language/FRA")),
        "dct:publisher": { "@type": "foaf:Agent", "foaf:name": "Lanterne" },
        "dct:accessRights": iri(&format!("{AUTHORITY}/access-right/PUBLIC")),
        "dct:spatial": place(state, Level::Commune),
        "dcat:theme": iri(&format!("{AUTHORITY}/data-theme/SOCI")),
        "dcat:landingPage": iri(&format!("{base}/donnees")),
        "dcat:version": state.id(),
        "dcat:distribution": state.tables.iter().map(file).collect::<Vec<Value>>(),
    })
}

fn distribution(indicator: Indicator, level: Level, format: Format, base: &str, licence: &str) -> Value {
    let media_type = format.media_type().split(';').next().unwrap_or_default();
    let address = format!("{base}/api/v1/series/{indicator}.{}?level={level}", format.ending());
    let mut document = json!({
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": french(&format!("{}, {}", format.label(), words::units(level))),
        "dcat:accessURL": iri(&address),
        "dcat:downloadURL": iri(&address),
        "dcat:mediaType": iri(&format!("https://www.iana.org/assignments/media-types/{media_type}")),
        "dct:license": license(licence),
    });
    if let Some(kind) = file_type(format) {
        document["dct:format"] = iri(&format!("{AUTHORITY}/file-type/{kind}"));
    }
    document
}

/// Name in the list of file types of the EU, where it has one.
fn file_type(format: Format) -> Option<&'static str> {
    match format {
        Format::Csv => Some("CSV"),
        Format::Xlsx => Some("XLSX"),
        Format::GeoJson => Some("GEOJSON"),
        Format::Gpkg => Some("GPKG"),
        Format::Parquet | Format::Arrow => None,
    }
}

/// A licence by its text, and by its address where it is a known one.
fn license(text: &str) -> Value {
    let mut document = json!({ "@type": "dct:LicenseDocument", "rdfs:label": text });
    if text.contains("Licence Ouverte") {
        document["@id"] = "https://www.etalab.gouv.fr/licence-ouverte-open-licence".into();
    }
    document
}

fn place(state: &State, level: Level) -> Value {
    let frame = state.territories(level).bbox.iter().fold(None, |frame, own| around(frame, *own));
    let mut document = json!({ "@type": "dct:Location", "skos:prefLabel": french("France") });
    if let Some([west, south, east, north]) = frame {
        let ring = format!("POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))");
        document["dcat:bbox"] = json!({ "@type": "geo:wktLiteral", "@value": ring });
    }
    document
}

fn service(base: &str, path: &str, title: &str, standard: &str) -> Value {
    json!({
        "@id": format!("{base}{path}"),
        "@type": "dcat:DataService",
        "dct:title": french(title),
        "dcat:endpointURL": iri(&format!("{base}{path}")),
        "dcat:endpointDescription": iri(&format!("{base}/api/openapi.json")),
        "dct:conformsTo": iri(standard),
    })
}

fn french(text: &str) -> Value {
    json!({ "@language": "fr", "@value": set(text.trim()) })
}

fn iri(address: &str) -> Value {
    json!({ "@id": address })
}
