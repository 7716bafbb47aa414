//! Accounts: which address of e-mail may do what.
//!
//! An account is opened before its person signs in for the first time. Ending it ends its sessions and its tokens. Refuses to know: what a role
//! may do (whoever asks decides), and whether an operator exists: that is asked of a snapshot.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::audit::act;
use crate::{Error, Result, Store};

/// Accounts at most: a region has some hundred people.
const MOST: i64 = 10_000;

/// What somebody is, each more than the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Anyone.
    Public,
    /// Speaks for an operator of schemes.
    Operator,
    /// The Region.
    Region,
    /// Runs the service.
    Admin,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Self; 4] = [Self::Public, Self::Operator, Self::Region, Self::Admin];

    /// Its word: `public`, `operator`, `region`, `admin`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Operator => "operator",
            Self::Region => "region",
            Self::Admin => "admin",
        }
    }

    /// The role of a word; `None` for any other word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// Who somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Address of e-mail, in lower case.
    pub email: String,
    /// Name, for people; empty when nobody gave one.
    pub name: String,
    /// What it is.
    pub role: Role,
    /// Slug of the operator it speaks for; `None` for every other role.
    pub operator: Option<String>,
}

/// An address as it is compared: without the spaces around it, in lower case.
#[must_use]
pub fn plain(email: &str) -> String {
    email.trim().to_lowercase()
}

impl Store {
    /// Opens an account, or changes it; `by` is the address of whoever does it.
    ///
    /// # Errors
    /// [`Error::Full`]; or the database does not answer.
    pub async fn keep_account(&self, account: &Account, by: &str, now: &str) -> Result<()> {
        let mut change = self.begin().await?;
        let email = plain(&account.email);
        sqlx::query(
            "INSERT INTO account (email, name, role, operator, changed_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (email) DO UPDATE SET name = excluded.name, role = excluded.role, operator = excluded.operator,
               changed_at = excluded.changed_at",
        )
        .bind(&email)
        .bind(&account.name)
        .bind(account.role.as_str())
        .bind(account.operator.as_deref().unwrap_or_default())
        .bind(now)
        .execute(&mut *change)
        .await?;
        let row = sqlx::query("SELECT COUNT(*) AS kept FROM account").fetch_one(&mut *change).await?;
        if row.try_get::<i64, _>("kept")? > MOST {
            return Err(Error::Full(MOST));
        }
        let object = format!("{email} {}", account.role.as_str());
        self.note_in(&mut change, by, act::ACCOUNT_CHANGED, &object, now).await?;
        change.commit().await?;
        Ok(())
    }

    /// Makes some addresses admins, whatever they were: how a service has its first.
    ///
    /// # Errors
    /// As [`Self::keep_account`].
    pub async fn make_admins(&self, emails: &[String], now: &str) -> Result<()> {
        for email in emails.iter().map(|email| plain(email)).filter(|email| !email.is_empty()) {
            let known = self.account(&email).await?;
            if known.as_ref().is_some_and(|account| account.role == Role::Admin) {
                continue;
            }
            let name = known.map(|account| account.name).unwrap_or_default();
            self.keep_account(&Account { email, name, role: Role::Admin, operator: None }, "", now).await?;
        }
        Ok(())
    }

    /// The account of an address; `None` without one.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn account(&self, email: &str) -> Result<Option<Account>> {
        let row = sqlx::query("SELECT email, name, role, operator FROM account WHERE email = $1")
            .bind(plain(email))
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| of_row(&row)).transpose()
    }

    /// Every account, by address.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn accounts(&self) -> Result<Vec<Account>> {
        let rows =
            sqlx::query("SELECT email, name, role, operator FROM account ORDER BY email").fetch_all(&self.pool).await?;
        rows.iter().map(of_row).collect()
    }

    /// Ends an account, its sessions and its tokens.
    ///
    /// # Errors
    /// [`Error::Unknown`]; or the database does not answer.
    pub async fn end_account(&self, email: &str, by: &str, now: &str) -> Result<()> {
        let email = plain(email);
        let mut change = self.begin().await?;
        for table in ["DELETE FROM session_open WHERE email = $1", "DELETE FROM api_token WHERE email = $1"] {
            sqlx::query(table).bind(&email).execute(&mut *change).await?;
        }
        let ended = sqlx::query("DELETE FROM account WHERE email = $1").bind(&email).execute(&mut *change).await?;
        if ended.rows_affected() == 0 {
            return Err(Error::Unknown(email));
        }
        self.note_in(&mut change, by, act::ACCOUNT_ENDED, &email, now).await?;
        change.commit().await?;
        Ok(())
    }
}

/// An account of its four columns. A role of a later program is none of ours: it may do nothing more than anyone.
pub(crate) fn of_row(row: &AnyRow) -> Result<Account> {
    let role: String = row.try_get("role")?;
    let operator: String = row.try_get("operator")?;
    Ok(Account {
        email: row.try_get("email")?,
        name: row.try_get("name")?,
        role: Role::of_word(&role).unwrap_or(Role::Public),
        operator: Some(operator).filter(|operator| !operator.is_empty()),
    })
}
