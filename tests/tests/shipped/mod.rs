//! The shipped binary, started from outside: its commands, and `serve` with what it answers.
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// Where cargo put it: beside the folder of this test.
pub(crate) fn binary() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let binary = here.ancestors().nth(2).unwrap().join("lanterne");
    assert!(
        binary.exists(),
        "{} is missing: `cargo build --release --workspace` comes before this test",
        binary.display()
    );
    binary
}

/// A folder of this test file, emptied when it starts: what a run leaves is removed by the next one.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs a command to its end.
pub(crate) fn lanterne(arguments: &[&str], var: &Path) -> Output {
    Command::new(binary()).args(arguments).arg("--var").arg(var).output().unwrap()
}

/// All that a command said.
pub(crate) fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// `lanterne serve`, ended with the value.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn start(var: &Path) -> Server {
        Server::start_with(var, &[])
    }

    pub(crate) fn start_with(var: &Path, arguments: &[&str]) -> Server {
        let mut child = Command::new(binary())
            .args(["serve", "--port", "0", "--var"])
            .arg(var)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let address = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.split_whitespace().find(|w| w.starts_with("http://")).map(str::to_string))
            .expect("serve prints its address");
        Server { child, address: address.trim_end_matches('/').to_string() }
    }

    pub(crate) fn fetch(&self, path: &str) -> ureq::http::Response<ureq::Body> {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        agent.get(format!("{}{path}", self.address)).call().unwrap()
    }

    pub(crate) fn json(&self, path: &str) -> Value {
        let mut answer = self.fetch(path);
        assert_eq!(answer.status(), 200, "{path}");
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
