//! Files that operators hand in: kept as they came, until they are confirmed and enter a snapshot, or are withdrawn.
//!
//! Who received, confirmed or withdrew one is noted within the same change ([`crate::audit`]). Refuses to know: what a file holds
//! and whether it is right. Whoever checked it says what came of it ([`Checked`]), and that is kept as it is said.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::audit::act;
use crate::key::{random, sum};
use crate::{Error, Result, Store};

/// Letters of an identifier: 2^60 of them.
const IDENTIFIER: usize = 12;
/// Files kept at most.
const MOST: i64 = 10_000;
const COLUMNS: &str = "deposit, of_operator, kind, file_name, sha256, size, given_by, received_at, stage, rows_read, \
                       rows_refused, rows_twice, header_map";

/// How far a file has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Something in it is to be mended.
    ToMend,
    /// Nothing is wrong in it: a person is to say that it is meant so.
    ToConfirm,
    /// It enters the next snapshot.
    Confirmed,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 3] = [Self::ToMend, Self::ToConfirm, Self::Confirmed];

    /// Its name, in the store and in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ToMend => "a_corriger",
            Self::ToConfirm => "a_confirmer",
            Self::Confirmed => "confirme",
        }
    }

    fn read(text: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|stage| stage.as_str() == text);
        found.ok_or_else(|| Error::Database(sqlx::Error::Decode(format!("no stage: {text}").into())))
    }
}

/// How many rows a file had, when it was checked last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rows {
    /// All of them.
    pub read: i64,
    /// Those at fault.
    pub refused: i64,
    /// Of the others, those that another operator declared, too.
    pub twice: i64,
}

/// What a check said of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked<'a> {
    /// How far the file has come.
    pub stage: Stage,
    /// What its rows were.
    pub rows: Rows,
    /// Which header is which column, as the caller writes it.
    pub header_map: &'a str,
}

/// A file to be kept.
#[derive(Debug, Clone, Copy)]
pub struct Handed<'a> {
    /// Whose it is; `None` for a file of several operators.
    pub operator: Option<&'a str>,
    /// What it holds: the name of a kind.
    pub kind: &'a str,
    /// Its name.
    pub file: &'a str,
    /// Its bytes.
    pub content: &'a [u8],
    /// E-mail address of the account that hands it in.
    pub by: &'a str,
    /// What was found in it.
    pub checked: Checked<'a>,
}

/// A file that is kept, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deposit {
    /// Its identifier, for its address.
    pub id: String,
    /// Whose it is; `None` for a file of several operators.
    pub operator: Option<String>,
    /// What it holds: the name of a kind.
    pub kind: String,
    /// Its name, as handed in.
    pub file: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// E-mail address of the account that handed it in.
    pub by: String,
    /// When it was received: UTC, ISO 8601, as the caller said.
    pub received_at: String,
    /// How far it had come when it was checked last.
    pub stage: Stage,
    /// What its rows were then.
    pub rows: Rows,
    /// Which header is which column, as the caller wrote it.
    pub header_map: String,
}

/// A file that was confirmed, as far as it is needed to be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// Whose it is; `None` for a file of several operators.
    pub operator: Option<String>,
    /// What it holds: the name of a kind.
    pub kind: String,
    /// Its name, as handed in.
    pub file: String,
    /// Which header is which column, as the caller wrote it.
    pub header_map: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

impl Store {
    /// Keeps a file and, in the same change, lets go of the one it replaces.
    ///
    /// # Errors
    /// [`Error::Unknown`] when the replaced one is not kept; [`Error::Full`]; or the database does not answer.
    pub async fn keep_deposit(&self, handed: &Handed<'_>, replaces: Option<&str>, now: &str) -> Result<Deposit> {
        let kept = Deposit {
            id: random(IDENTIFIER)?,
            operator: handed.operator.map(str::to_owned),
            kind: handed.kind.to_owned(),
            file: handed.file.to_owned(),
            sha256: sum(handed.content),
            bytes: i64::try_from(handed.content.len()).unwrap_or(i64::MAX),
            by: handed.by.to_owned(),
            received_at: now.to_owned(),
            stage: handed.checked.stage,
            rows: handed.checked.rows,
            header_map: handed.checked.header_map.to_owned(),
        };
        let mut change = self.begin().await?;
        let replaced = match replaces {
            Some(replaced) => Some((replaced, remove(&mut change, replaced).await?)),
            None => None,
        };
        let row = sqlx::query("SELECT COUNT(*) AS kept FROM deposit").fetch_one(&mut *change).await?;
        if row.try_get::<i64, _>("kept")? >= MOST {
            return Err(Error::Full(MOST));
        }
        sqlx::query(
            "INSERT INTO deposit (deposit, number, of_operator, kind, file_name, sha256, size, given_by, received_at, stage, \
             rows_read, rows_refused, rows_twice, header_map) \
             SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 FROM deposit",
        )
        .bind(&kept.id)
        .bind(handed.operator.unwrap_or_default())
        .bind(handed.kind)
        .bind(handed.file)
        .bind(&kept.sha256)
        .bind(kept.bytes)
        .bind(handed.by)
        .bind(now)
        .bind(handed.checked.stage.as_str())
        .bind(handed.checked.rows.read)
        .bind(handed.checked.rows.refused)
        .bind(handed.checked.rows.twice)
        .bind(handed.checked.header_map)
        .execute(&mut *change)
        .await?;
        sqlx::query("INSERT INTO deposit_content (deposit, content) VALUES ($1, $2)")
            .bind(&kept.id)
            .bind(handed.content)
            .execute(&mut *change)
            .await?;
        if let Some((replaced, file)) = replaced {
            self.note_in(&mut change, handed.by, act::DEPOSIT_WITHDRAWN, &object(replaced, &file), now).await?;
        }
        self.note_in(&mut change, handed.by, act::DEPOSIT_RECEIVED, &object(&kept.id, &kept.file), now).await?;
        change.commit().await?;
        Ok(kept)
    }

    /// Every file that is kept, the newest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn deposits(&self) -> Result<Vec<Deposit>> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM deposit ORDER BY number DESC, deposit"));
        sqlx::query(sql).fetch_all(&self.pool).await?.iter().map(read).collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::Unknown`]; or the database does not answer.
    pub async fn deposit(&self, id: &str) -> Result<Deposit> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM deposit WHERE deposit = $1"));
        let row = sqlx::query(sql).bind(id).fetch_optional(&self.pool).await?;
        read(&row.ok_or_else(|| Error::Unknown(id.to_owned()))?)
    }

    /// Its bytes, as they were handed in.
    ///
    /// # Errors
    /// [`Error::Unknown`]; or the database does not answer.
    pub async fn deposit_content(&self, id: &str) -> Result<Vec<u8>> {
        let row = sqlx::query("SELECT content FROM deposit_content WHERE deposit = $1")
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.ok_or_else(|| Error::Unknown(id.to_owned()))?.try_get("content")?)
    }

    /// The files of two kinds that were confirmed, but one, in the order they came.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn confirmed(&self, kinds: [&str; 2], but: Option<&str>) -> Result<Vec<Confirmed>> {
        let rows = sqlx::query(
            "SELECT d.of_operator, d.kind, d.file_name, d.header_map, c.content
             FROM deposit d JOIN deposit_content c ON c.deposit = d.deposit
             WHERE d.stage = 'confirme' AND d.kind IN ($1, $2) AND d.deposit <> $3 ORDER BY d.number, d.deposit",
        )
        .bind(kinds[0])
        .bind(kinds[1])
        .bind(but.unwrap_or_default())
        .fetch_all(&self.pool)
        .await?;
        let read = |row: &AnyRow| -> Result<Confirmed> {
            let operator: String = row.try_get("of_operator")?;
            Ok(Confirmed {
                operator: Some(operator).filter(|operator| !operator.is_empty()),
                kind: row.try_get("kind")?,
                file: row.try_get("file_name")?,
                header_map: row.try_get("header_map")?,
                content: row.try_get("content")?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// Notes what a check found in a file; answers whether it did. One that is confirmed stays as it is.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn note_deposit(&self, id: &str, checked: &Checked<'_>) -> Result<bool> {
        let done = sqlx::query(
            "UPDATE deposit SET stage = $1, rows_read = $2, rows_refused = $3, rows_twice = $4, header_map = $5
             WHERE deposit = $6 AND stage <> 'confirme'",
        )
        .bind(checked.stage.as_str())
        .bind(checked.rows.read)
        .bind(checked.rows.refused)
        .bind(checked.rows.twice)
        .bind(checked.header_map)
        .bind(id)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Confirms a file that was checked with these columns; answers whether it did: not when it was confirmed, withdrawn or read
    /// otherwise since.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn confirm_deposit(&self, id: &str, header_map: &str, by: &str, now: &str) -> Result<bool> {
        let mut change = self.begin().await?;
        let row = sqlx::query(
            "UPDATE deposit SET stage = 'confirme' WHERE deposit = $1 AND header_map = $2 AND stage <> 'confirme'
             RETURNING file_name",
        )
        .bind(id)
        .bind(header_map)
        .fetch_optional(&mut *change)
        .await?;
        let Some(row) = row else { return Ok(false) };
        let file: String = row.try_get("file_name")?;
        self.note_in(&mut change, by, act::DEPOSIT_CONFIRMED, &object(id, &file), now).await?;
        change.commit().await?;
        Ok(true)
    }

    /// Lets go of a file, with its bytes.
    ///
    /// # Errors
    /// [`Error::Unknown`]; or the database does not answer.
    pub async fn withdraw_deposit(&self, id: &str, by: &str, now: &str) -> Result<()> {
        let mut change = self.begin().await?;
        let file = remove(&mut change, id).await?;
        self.note_in(&mut change, by, act::DEPOSIT_WITHDRAWN, &object(id, &file), now).await?;
        change.commit().await?;
        Ok(())
    }

    /// Remembers how the columns of an operator's files of a kind are read; of files of several operators without one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn remember_header_map(&self, operator: Option<&str>, kind: &str, header_map: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO deposit_header_map (of_operator, kind, header_map) VALUES ($1, $2, $3)
             ON CONFLICT (of_operator, kind) DO UPDATE SET header_map = excluded.header_map",
        )
        .bind(operator.unwrap_or_default())
        .bind(kind)
        .bind(header_map)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// What was remembered, if anything was.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn header_map(&self, operator: Option<&str>, kind: &str) -> Result<Option<String>> {
        let row = sqlx::query("SELECT header_map FROM deposit_header_map WHERE of_operator = $1 AND kind = $2")
            .bind(operator.unwrap_or_default())
            .bind(kind)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| row.try_get("header_map")).transpose()?)
    }
}

/// Lets go of a file; answers its name.
async fn remove(change: &mut sqlx::Transaction<'_, sqlx::Any>, id: &str) -> Result<String> {
    sqlx::query("DELETE FROM deposit_content WHERE deposit = $1").bind(id).execute(&mut **change).await?;
    let row = sqlx::query("DELETE FROM deposit WHERE deposit = $1 RETURNING file_name")
        .bind(id)
        .fetch_optional(&mut **change)
        .await?;
    Ok(row.ok_or_else(|| Error::Unknown(id.to_owned()))?.try_get("file_name")?)
}

/// A file as the journal of acts names it.
fn object(id: &str, file: &str) -> String {
    format!("{id} {file}")
}

fn read(row: &AnyRow) -> Result<Deposit> {
    let operator: String = row.try_get("of_operator")?;
    let stage: String = row.try_get("stage")?;
    Ok(Deposit {
        id: row.try_get("deposit")?,
        operator: Some(operator).filter(|operator| !operator.is_empty()),
        kind: row.try_get("kind")?,
        file: row.try_get("file_name")?,
        sha256: row.try_get("sha256")?,
        bytes: row.try_get("size")?,
        by: row.try_get("given_by")?,
        received_at: row.try_get("received_at")?,
        stage: Stage::read(&stage)?,
        rows: Rows {
            read: row.try_get("rows_read")?,
            refused: row.try_get("rows_refused")?,
            twice: row.try_get("rows_twice")?,
        },
        header_map: row.try_get("header_map")?,
    })
}
