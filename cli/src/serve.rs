//! `lanterne serve`.

use std::error::Error;
use std::process::ExitCode;

use lanterne_server::raster::Raster;
use lanterne_server::{Email, ServeOptions, SignIn, serve};

use crate::arguments::{self, Serve};

/// Serves until asked to stop.
pub(crate) fn run(arguments: &Serve) -> Result<ExitCode, Box<dyn Error>> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let options = ServeOptions {
        var: arguments.var.path.clone(),
        address: arguments.address,
        port: arguments.port,
        raster: arguments.raster.clone().or_else(Raster::beside),
        store: arguments.store.clone(),
        sign_in: arguments.oidc.clone().zip(arguments.oidc_client.clone()).map(|(issuer, client)| SignIn {
            issuer,
            client,
            // Never an argument: those are read by anyone on the machine.
            secret: std::env::var("LANTERNE_OIDC_SECRET").ok().filter(|secret| !secret.is_empty()),
            email: match arguments.oidc_email {
                arguments::Email::Verified => Email::Verified,
                arguments::Email::Given => Email::Given,
            },
        }),
        public: arguments.public.clone(),
        admins: arguments.admin.clone(),
        publisher: std::env::current_exe().ok(),
    };
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(options))?;
    Ok(ExitCode::SUCCESS)
}
