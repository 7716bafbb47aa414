//! What the service forgets by itself: the record of who did what after a year, which is what the CNIL advises for logs (six months to a year), and
//! sessions and sign-ins once they ended.

use std::sync::Arc;
use std::time::Duration;

use super::{in_minutes, now};
use crate::live::Live;

/// How long a line of the record is kept, in minutes: a year.
const KEPT: i64 = 365 * 24 * 60;
/// How often the service looks.
const EVERY: Duration = Duration::from_secs(24 * 3_600);

/// Forgets when the service starts, and once a day.
pub(crate) async fn daily(live: Arc<Live>) {
    loop {
        if let Some(store) = live.store() {
            match store.prune(&in_minutes(-KEPT), &now()).await {
                Ok(0) => {}
                Ok(lines) => tracing::info!(lines, "lines of the record were older than a year"),
                Err(fault) => tracing::error!(%fault, "nothing that has had its time was forgotten"),
            }
        }
        tokio::time::sleep(EVERY).await;
    }
}
