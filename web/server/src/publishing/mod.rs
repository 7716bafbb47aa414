//! A new snapshot, made while this one is served: by this very program, as `lanterne ingest`, beside the service.
//!
//! For: `handler::publications`. One is made at a time. The program is asked as it was asked for the snapshot that is served
//! ([`lanterne_data::Recipe`]), and holds nothing of ours: an ingest may be killed at any instant. It ends with the service, whatever ends that: its
//! standard input closes then. `live` moves to what it publishes by itself. Refuses to know: who may ask, what is said of it (`answer::publication`),
//! how a snapshot is made. Next: [`Told`] for what it tells, `program` for one run of it.

mod program;
mod told;

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use lanterne_data::Recipe;
use lanterne_store::Store;
use lanterne_store::audit::act;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::access::exchange::internal;
use crate::access::now;
use crate::problem::Problem;

pub use told::Told;

/// What an ingest holds in its folder as long as it runs (`lanterne_ingest::publish::Lock`).
const LOCK: &str = "ingest.lock";
/// Lines that are kept of what it says, and signs of each.
const MOST_LINES: usize = 30;
const LONGEST_LINE: usize = 400;
/// How often it is looked whether the program has ended, and how often at most when the service stops: five seconds.
const LOOK: Duration = Duration::from_millis(20);
const LOOKS: u32 = 250;

/// Why nothing is published from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unready {
    /// One is being made.
    Busy,
    /// One is being made that was not asked for here.
    Elsewhere,
    /// The service makes none.
    NoProgram,
    /// Nothing says how the snapshot that is served was asked for.
    NoRecipe,
    /// A folder it was made of is there no more.
    FolderGone,
    /// The service stops.
    Stopping,
}

impl Unready {
    /// What a person is told.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Busy => "Une publication est en cours : attendez qu'elle se termine.",
            Self::Elsewhere => {
                "Une publication est en cours, lancée hors de cette page : attendez qu'elle se termine, puis recommencez."
            }
            Self::NoProgram => {
                "Ce service ne publie pas lui-même : la personne qui l'administre lance « lanterne ingest »."
            }
            Self::NoRecipe => {
                "Rien ne dit comment la publication servie a été demandée : elle vient d'une version antérieure. La personne qui administre ce \
                 service lance une fois « lanterne ingest » ; les suivantes se demandent ensuite d'ici."
            }
            Self::FolderGone => {
                "La publication servie a été faite avec les fichiers d'un dossier (--from ou --data) qui n'est plus là : la refaire sans eux \
                 changerait ses sources. La personne qui administre ce service lance « lanterne ingest »."
            }
            Self::Stopping => "Ce service s'arrête : rien n'a été lancé. Recommencez quand il sera revenu.",
        }
    }

    /// The same as an answer.
    pub(crate) fn problem(self) -> Problem {
        Problem::Conflict { sentence: self.sentence() }
    }
}

/// A publication that was asked for here: under way, or the last one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Publication {
    /// Made of when it began.
    pub(crate) id: String,
    /// Who asked: an address of e-mail.
    pub(crate) by: String,
    pub(crate) began_at: String,
    pub(crate) ended_at: Option<String>,
    /// The snapshot that was served when it began.
    pub(crate) instead_of: String,
    /// What it does, and in hundredths how far that is; `None` where it does not say.
    pub(crate) step: Option<String>,
    pub(crate) share: Option<u8>,
    /// The last it said.
    pub(crate) lines: VecDeque<String>,
    /// The snapshot it published.
    pub(crate) published: Option<String>,
    /// The code it ended with; `None`: none yet, or it was killed.
    pub(crate) exit: Option<i32>,
}

impl Publication {
    pub(crate) fn begun(by: &str, instead_of: &str) -> Self {
        let began_at = now();
        Self {
            id: began_at.chars().filter(char::is_ascii_alphanumeric).collect(),
            by: by.to_owned(),
            began_at,
            ended_at: None,
            instead_of: instead_of.to_owned(),
            step: None,
            share: None,
            lines: VecDeque::new(),
            published: None,
            exit: None,
        }
    }

    /// Whether it has not ended.
    pub(crate) fn runs(&self) -> bool {
        self.ended_at.is_none()
    }

    fn hear(&mut self, line: &str) {
        match Told::of(line) {
            Some(Told::Step(step)) => (self.step, self.share) = (Some(step), None),
            Some(Told::Share(share)) => self.share = Some(share),
            Some(Told::Said(said)) => self.keep(&said),
            Some(Told::Published { id, .. }) => self.published = Some(id),
            None => self.keep(line),
        }
    }

    fn keep(&mut self, line: &str) {
        let line: String = line.trim().chars().take(LONGEST_LINE).collect();
        if line.is_empty() {
            return;
        }
        if self.lines.len() == MOST_LINES {
            self.lines.pop_front();
        }
        self.lines.push_back(line);
    }
}

#[derive(Debug, Default)]
struct Held {
    last: Option<Publication>,
    /// Holds the end of the pipe that its program lives by.
    child: Option<Child>,
    stopping: bool,
}

/// Makes snapshots.
#[derive(Debug)]
pub struct Publisher {
    program: PathBuf,
    var: PathBuf,
    store: Option<String>,
    tasks: Handle,
    held: Mutex<Held>,
}

impl Publisher {
    /// One that runs `program` on the folder `var`, and on the store at that address where it is no file of `var`. What it notes, it notes on `tasks`.
    #[must_use]
    pub fn new(program: PathBuf, var: PathBuf, store: Option<String>, tasks: Handle) -> Self {
        Self { program, var, store, tasks, held: Mutex::default() }
    }

    /// How the snapshot of a folder is to be made again.
    ///
    /// # Errors
    /// [`Unready::NoRecipe`], [`Unready::FolderGone`].
    pub(crate) fn recipe(folder: &Path) -> Result<Recipe, Unready> {
        let recipe = Recipe::read(folder).ok_or(Unready::NoRecipe)?;
        match recipe.missing() {
            Some(_) => Err(Unready::FolderGone),
            None => Ok(recipe),
        }
    }

    /// The one under way, or the last one since the service began.
    pub(crate) fn last(&self) -> Option<Publication> {
        self.held().last.clone()
    }

    /// Begins one, for whoever asks, in place of a snapshot. That it began is noted, and how it ends will be.
    ///
    /// # Errors
    /// [`Problem::Conflict`] as long as another is made; [`Problem::Internal`].
    pub(crate) async fn begin(
        self: &Arc<Self>,
        store: &Store,
        arguments: Vec<OsString>,
        by: &str,
        instead_of: &str,
    ) -> Result<Publication, Problem> {
        let (own, store, by, instead_of) = (Arc::clone(self), store.clone(), by.to_owned(), instead_of.to_owned());
        // Not with the connection of whoever asked: it may close meanwhile.
        let beginning = self.tasks.spawn(async move { own.begun(store, arguments, &by, &instead_of).await });
        beginning.await.unwrap_or_else(|fault| {
            tracing::error!(%fault, "a publication did not begin");
            Err(Problem::Internal)
        })
    }

    async fn begun(
        self: Arc<Self>,
        store: Store,
        arguments: Vec<OsString>,
        by: &str,
        instead_of: &str,
    ) -> Result<Publication, Problem> {
        let publication = self.reserve(by, instead_of).map_err(Unready::problem)?;
        let noted = store.note(by, act::PUBLICATION_BEGUN, &publication.id, &publication.began_at).await;
        if let Err(fault) = noted {
            self.change(|last| last.ended_at = Some(now()));
            return Err(internal(fault));
        }
        let (tell, ended) = oneshot::channel();
        let (worker, tasks) = (Arc::clone(&self), self.tasks.clone());
        let work = move || {
            let exit = worker.work(&arguments);
            tell.send(exit).ok();
        };
        if let Err(fault) = thread::Builder::new().name("publication".to_owned()).spawn(work) {
            tracing::error!(%fault, "a publication has no thread");
        }
        tasks.spawn(async move {
            let exit = ended.await.ok().flatten();
            self.end(&store, exit).await;
        });
        Ok(publication)
    }

    /// Takes the place of the one under way, where there is none.
    fn reserve(&self, by: &str, instead_of: &str) -> Result<Publication, Unready> {
        let mut held = self.held();
        if held.stopping {
            return Err(Unready::Stopping);
        }
        if held.last.as_ref().is_some_and(Publication::runs) {
            return Err(Unready::Busy);
        }
        if is_taken(&self.var) {
            return Err(Unready::Elsewhere);
        }
        let publication = Publication::begun(by, instead_of);
        held.last = Some(publication.clone());
        Ok(publication)
    }

    /// Runs the program to its end; answers its code.
    fn work(&self, arguments: &[OsString]) -> Option<i32> {
        let (told, complaints) = {
            let mut held = self.held();
            if held.stopping {
                return None;
            }
            match program::start(&self.program, &self.var, self.store.as_deref(), arguments) {
                Ok(mut child) => {
                    let streams = (child.stdout.take(), child.stderr.take());
                    held.child = Some(child);
                    streams
                }
                Err(fault) => {
                    tracing::error!(%fault, program = %self.program.display(), "the program that publishes does not start");
                    return None;
                }
            }
        };
        let hear = |line: &str| self.change(|last| last.hear(line));
        let complain = |line: &str| self.change(|last| last.keep(line));
        thread::scope(|scope| {
            if let Some(complaints) = complaints {
                scope.spawn(move || program::read(complaints, complain));
            }
            if let Some(told) = told {
                program::read(told, hear);
            }
        });
        self.waited()
    }

    /// Waits for a program that says nothing more.
    fn waited(&self) -> Option<i32> {
        loop {
            let mut held = self.held();
            match held.child.as_mut().map(Child::try_wait) {
                Some(Ok(None)) => {}
                Some(Ok(Some(status))) => {
                    held.child = None;
                    return status.code();
                }
                Some(Err(_)) | None => {
                    held.child = None;
                    return None;
                }
            }
            drop(held);
            thread::sleep(LOOK);
        }
    }

    /// Notes how the last one ended, then tells it.
    async fn end(&self, store: &Store, exit: Option<i32>) {
        let Some(last) = self.last() else { return };
        let how = match (&last.published, exit) {
            (Some(id), Some(0)) => id.clone(),
            (_, Some(code)) => format!("code {code}"),
            (_, None) => "interrompue".to_owned(),
        };
        let object = format!("{} {how}", last.id);
        if let Err(fault) = store.note(&last.by, act::PUBLICATION_ENDED, &object, &now()).await {
            tracing::error!(%fault, object, "the end of a publication was not noted");
        }
        self.change(|last| {
            last.exit = exit;
            last.ended_at = Some(now());
        });
    }

    /// Ends the one under way, as the service does; what it published before stays. None begins afterwards.
    pub(crate) async fn stop(&self) {
        {
            let mut held = self.held();
            held.stopping = true;
            if let Some(child) = &mut held.child {
                child.kill().ok();
            }
        }
        for _ in 0..LOOKS {
            if self.last().is_none_or(|last| !last.runs()) {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
        tracing::error!("a publication did not end with the service");
    }

    fn change(&self, change: impl FnOnce(&mut Publication)) {
        if let Some(last) = &mut self.held().last {
            change(last);
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether an ingest holds the folder; its lock is tried, and let go at once.
fn is_taken(var: &Path) -> bool {
    File::open(var.join(LOCK)).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_tells_is_where_it_is_and_the_last_it_said_is_kept() {
        let mut publication = Publication::begun("lea@region.example", "0123456789abcdef");
        for line in ["step Lire", "share 40", "said dépôts confirmés : 2", "", "  Lire (0,1 s)", "step Dessiner"] {
            publication.hear(line);
        }
        assert_eq!((publication.step.as_deref(), publication.share), (Some("Dessiner"), None), "a step begins anew");
        assert_eq!(publication.lines, ["dépôts confirmés : 2", "Lire (0,1 s)"]);
        publication.hear("built fedcba9876543210");
        assert_eq!(publication.published.as_deref(), Some("fedcba9876543210"));
        for number in 0..100 {
            publication.keep(&format!("{number} {}", "x".repeat(1_000)));
        }
        assert_eq!(publication.lines.len(), MOST_LINES);
        assert!(publication.lines.iter().all(|line| line.chars().count() <= LONGEST_LINE));
        assert!(publication.lines.back().is_some_and(|line| line.starts_with("99 ")));
        assert!(publication.runs() && publication.id.len() == "20261122T113000Z".len());
    }
}
