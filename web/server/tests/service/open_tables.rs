//! The tables of the snapshot, open to other tools.

use axum::http::StatusCode;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::asking::{get, get_with, json};
use crate::world::MEL;

const COMMUNE: &str = "/donnees/0123456789abcdef/commune.parquet";

#[tokio::test]
async fn the_index_tells_every_table_its_rows_and_what_its_columns_mean() {
    let index = json("/donnees").await;
    assert_eq!(json("/donnees/").await, index);
    assert_eq!(index["cog"], 2026);
    assert!(index["notice"].as_str().unwrap().starts_with("Données synthétiques"));
    let tables = index["tables"].as_array().unwrap();
    assert!(tables.iter().any(|table| table["name"] == "establishment"));
    assert!(!tables.iter().any(|table| table["name"] == "refused"), "what was refused stays here");
    for table in tables {
        let answer = get(table["href"].as_str().unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", table["name"]);
        assert_eq!(answer.header("content-type"), "application/vnd.apache.parquet");
        assert!(answer.header("cache-control").contains("immutable"));
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(table["bytes"], answer.body.len());
        let file = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(answer.body)).unwrap();
        assert_eq!(table["rows"], file.metadata().file_metadata().num_rows(), "{}", table["name"]);
        let names: Vec<&str> = file.schema().fields().iter().map(|field| field.name().as_str()).collect();
        let told: Vec<&str> =
            table["columns"].as_array().unwrap().iter().map(|column| column["name"].as_str().unwrap()).collect();
        assert_eq!(names, told, "{}", table["name"]);
        let stated = file.metadata().file_metadata().key_value_metadata().unwrap();
        let of = |key: &str| stated.iter().find(|own| own.key == key).and_then(|own| own.value.clone());
        assert_eq!(of("licence").as_deref(), Some("Licence Ouverte 2.0"));
        assert_eq!(of("mention").as_deref(), Some("Données synthétiques"));
        assert_eq!(of("geographie").as_deref(), Some("code officiel géographique 2026"));
    }
}

#[tokio::test]
async fn rows_of_the_index_leave_as_codes() {
    let answer = get("/donnees/0123456789abcdef/result.parquet").await;
    let file = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(answer.body)).unwrap();
    let (mut codes, mut rows) = (Vec::new(), 0);
    for batch in file.build().unwrap() {
        let batch = batch.unwrap();
        rows += batch.num_rows();
        let column = batch.column_by_name("code").unwrap();
        let column = column.as_any().downcast_ref::<arrow_array::StringArray>().unwrap();
        codes.extend(column.iter().flatten().map(str::to_owned));
    }
    assert_eq!(codes.len(), rows, "every row has its territory");
    assert!(codes.iter().any(|code| code == MEL));
}

#[tokio::test]
async fn a_table_is_read_by_parts_and_asked_for_once() {
    let whole = get(COMMUNE).await;
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let end = whole.body.len();
    let part = get_with(COMMUNE, &[("range", &format!("bytes={}-{}", end - 8, end - 1))]).await;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.body, whole.body[end - 8..]);
    assert_eq!(&part.body[4..], b"PAR1");
    assert_eq!(part.header("content-range"), format!("bytes {}-{}/{end}", end - 8, end - 1));
    assert_eq!(part.header("content-type"), "application/vnd.apache.parquet");
    assert_eq!(part.header("etag"), whole.header("etag"));
    assert!(!whole.header("etag").is_empty());
    let beyond = get_with(COMMUNE, &[("range", "bytes=999999999-")]).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    let known = get_with(COMMUNE, &[("if-none-match", whole.header("etag"))]).await;
    assert_eq!((known.status, known.body.len()), (StatusCode::NOT_MODIFIED, 0));
    let packed = get_with(COMMUNE, &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(packed.header("content-encoding"), "", "Parquet is compressed already, and parts are of the file");
}

#[tokio::test]
async fn a_table_that_is_not_there_is_said_in_french() {
    for (address, status, expected) in [
        ("/donnees/0123456789abcdef/refused.parquet", 404, "une table publiée"),
        ("/donnees/0123456789abcdef/commune", 404, "commune.parquet"),
        ("/donnees/0123456789abcdef/..%2Flanterne.duckdb", 404, "une table publiée"),
        ("/donnees/fedcba9876543210/commune.parquet", 410, "publiées à nouveau"),
    ] {
        let answer = get(address).await;
        assert_eq!(answer.status.as_u16(), status, "{address}");
        assert!(answer.json()["detail"].as_str().unwrap().contains(expected), "{address}: {}", answer.text());
    }
}
