//! Ctrl-C asks once politely, twice at once: a kill at any instant leaves the published snapshot intact.

use std::thread;
use std::time::Duration;

use lanterne_ingest::Interrupt;

/// What a shell answers for a process ended by Ctrl-C.
const INTERRUPTED: i32 = 130;
/// How often the request is repeated: a statement that begins just after one has not heard it.
const AGAIN: Duration = Duration::from_millis(100);

/// How often a step that ends with its input is asked to stop before it is stopped: ten seconds.
const ASKS: u32 = 100;

/// Asks for a stop as soon as the standard input closes: whoever started this program holds its other end, and says nothing, so that it ends
/// with it, whatever ends it.
pub(crate) fn tied_to_input(interrupt: &Interrupt) {
    let token = interrupt.clone();
    thread::spawn(move || {
        std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink()).ok();
        for _ in 0..ASKS {
            token.set();
            thread::sleep(AGAIN);
        }
        std::process::exit(INTERRUPTED);
    });
}

/// A token set by the first Ctrl-C; the second one ends the process.
pub(crate) fn on_ctrl_c() -> Interrupt {
    let interrupt = Interrupt::default();
    let token = interrupt.clone();
    thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        runtime.block_on(async {
            if tokio::signal::ctrl_c().await.is_err() {
                return;
            }
            eprintln!("  interruption demandée ; encore Ctrl-C pour arrêter tout de suite");
            let repeat = async {
                loop {
                    token.set();
                    tokio::time::sleep(AGAIN).await;
                }
            };
            tokio::select! {
                _ = tokio::signal::ctrl_c() => std::process::exit(INTERRUPTED),
                () = repeat => {}
            }
        });
    });
    interrupt
}
