//! The deployment of the schemes as operators would have handed it in, made by a seeded program: sites, declared zones and years
//! of activity of the real operators and schemes of the facts, with inequities planted for a monitor to find.
//!
//! Method: targets (`targets`) say how much each scheme did each year and who carries it; each beneficiary falls on an ESS
//! employer of the synthetic register (`host`), all alike, except where a planted inequity (`inequity`) forbids it (`act`);
//! jobs and amounts are shared out with their totals kept (`figure`); sites and zones are read off the targets, and three
//! files are written as operators would hand them in (`write`). For the embedded default and for the tests of the monitor.
//!
//! It refuses to know what an operator really does: every site says « synthétique », every SIRET begins with 0. Same targets and
//! register, same bytes, whatever the day, the machine or the threads.

mod act;
mod figure;
mod host;
mod inequity;
mod targets;
mod write;

pub use act::{Act, acts};
pub use host::{Employer, Host};
pub use inequity::Inequity;
pub use targets::{ActKind, Carrier, Nature, SchemeTarget, SiteTarget, Targets};
pub use write::{ACTIVITY_FILE, SITES_FILE, ZONES_FILE, write};
