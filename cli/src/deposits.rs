//! Files confirmed at the counter: from what people handed in to the folder that ingest reads.

use std::error::Error;
use std::path::Path;

use lanterne_ingest::deployment::counter::{Confirmed, Counter};
use lanterne_server::serve::STORE;
use lanterne_store::deposit::Stage;
use lanterne_store::{Error as Fault, Place, Store};

use crate::arguments::IngestRequest;

/// Brings them, and takes away those that were withdrawn; answers how many there are. `None` where nothing was ever handed in: what is there
/// stays as it is.
pub(crate) fn bring(request: &IngestRequest) -> Result<Option<usize>, Box<dyn Error>> {
    let var = &request.var.path;
    let file = var.join(STORE);
    let place = match &request.store {
        Some(address) => Place::Server(address.clone()),
        None if file.is_file() => Place::File(file),
        None => return Ok(None),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(brought(var, &place)).map(Some)
}

async fn brought(var: &Path, place: &Place) -> Result<usize, Box<dyn Error>> {
    let unread = |fault: Fault| format!("les dépôts confirmés ne se lisent pas dans {place} : {fault}");
    let store = Store::open(place).await.map_err(unread)?;
    let mut counter = Counter::open(var)?;
    let deposits = store.deposits().await.map_err(unread)?;
    for deposit in deposits.iter().filter(|deposit| deposit.stage == Stage::Confirmed) {
        let confirmed =
            Confirmed { id: &deposit.id, kind: &deposit.kind, file: &deposit.file, columns: &deposit.header_map };
        if !counter.keep(&confirmed)? {
            continue;
        }
        match store.deposit_content(&deposit.id).await {
            Ok(content) => counter.write(&confirmed, &content)?,
            // Withdrawn this very instant.
            Err(Fault::Unknown(_)) => {}
            Err(fault) => return Err(unread(fault).into()),
        }
    }
    Ok(counter.settle()?)
}
