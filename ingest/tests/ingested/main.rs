//! Ingestion asked from outside: cards, files, measures, publication. Tests are sentences; a file per subject, one program for all: each
//! program that links DuckDB and GDAL costs seconds and a hundred megabytes.
#![allow(clippy::unwrap_used)]

#[path = "../../../tests/beside.rs"]
mod beside;
mod card_reading;
mod check_published_figures;
mod cog_files;
mod deployment_files;
mod deposits;
mod derive_results;
mod drawing;
mod fetch_over_http;
mod geography_passage;
mod geography_shipped;
mod official_outlines;
mod pipeline_once;
mod pipeline_plan;
mod planted_inequity;
mod publish_atomic;
mod reference_facts;
mod region;
mod register;
mod register_features;
mod register_real_rows;
mod register_tables;
mod server;
mod synthetic_deployment;
mod synthetic_past;
mod synthetic_register;
mod travel_matrix;
mod travel_roads;
mod travel_served;
mod vector_reading;
mod workbook;
mod zonings;
