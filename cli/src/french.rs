//! The command line in French: clap's own words, which are English, are replaced here and nowhere else.
//!
//! Help: a template, our own `--help` and `--version`, no built-in `help` command. Faults: a sentence per kind, with what
//! was typed and what was expected; the exit code stays clap's (2). Refuses to know what the commands do.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

/// The exit code of a command line that cannot be read.
const MISUSE: u8 = 2;

const WITH_COMMANDS: &str =
    "{about}\n\nUsage : {usage}\n\nCommandes\n{subcommands}\n\nOptions\n{options}{after-help}\n";
const WITHOUT: &str = "{about}\n\nUsage : {usage}\n\nOptions\n{options}{after-help}\n";

/// The command and its parts, with French help.
pub(crate) fn spoken(command: Command) -> Command {
    part(command).arg(flag("version", 'V', ArgAction::Version, "Affiche la version"))
}

fn part(command: Command) -> Command {
    let template = if command.has_subcommands() { WITH_COMMANDS } else { WITHOUT };
    command
        .help_template(template)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_value_name("COMMANDE")
        .arg(flag("help", 'h', ArgAction::Help, "Affiche cette aide"))
        .mut_subcommands(part)
}

fn flag(name: &'static str, short: char, action: ArgAction, text: &'static str) -> Arg {
    Arg::new(name).long(name).short(short).action(action).help(text)
}

/// Shows the help or the version that was asked for, or says what is wrong.
pub(crate) fn answer(fault: &Error) -> ExitCode {
    match fault.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print!("{}", fault.render());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprint!("{}", fault.render());
            ExitCode::from(MISUSE)
        }
        _ => {
            eprintln!("lanterne : {} (« lanterne --help » dit ce qui peut être écrit)", sentence(fault));
            ExitCode::from(MISUSE)
        }
    }
}

/// What is wrong, without a capital nor a full stop.
fn sentence(fault: &Error) -> String {
    let said = |kind: ContextKind| fault.get(kind).map(words).unwrap_or_default();
    let argument = quoted(&said(ContextKind::InvalidArg));
    let value = said(ContextKind::InvalidValue);
    let instead = |kind: ContextKind| match said(kind) {
        near if near.is_empty() => String::new(),
        near => format!(" ; peut-être {}", quoted(&near)),
    };
    match fault.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} attend une valeur"),
        ErrorKind::InvalidValue => {
            format!("{argument} : « {value} » lu, l’une de ces valeurs attendue : {}", said(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => format!("{argument} : « {value} » lu, {} attendu", expected(&argument)),
        ErrorKind::UnknownArgument => {
            format!("{argument} n’est pas une option de cette commande{}", instead(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => format!(
            "« {} » n’est pas une commande{}",
            said(ContextKind::InvalidSubcommand),
            instead(ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::ArgumentConflict => match said(ContextKind::PriorArg) {
            prior if prior == said(ContextKind::InvalidArg) => format!("{argument} est écrit deux fois"),
            prior => format!("{argument} et {} ne vont pas ensemble", quoted(&prior)),
        },
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("{argument} n’a pas le nombre de valeurs attendu")
        }
        ErrorKind::MissingRequiredArgument => format!("il manque {argument}"),
        ErrorKind::InvalidUtf8 => "un argument n’est pas écrit en UTF-8".to_owned(),
        _ => "cette ligne de commande n’est pas comprise".to_owned(),
    }
}

/// What an option takes, when clap can only say that it is not that.
fn expected(argument: &str) -> &'static str {
    if argument.contains("--port") {
        "un nombre entier de 0 à 65535"
    } else if argument.contains("--address") {
        "une adresse IP (127.0.0.1 ou ::1)"
    } else {
        "une autre écriture"
    }
}

/// Of `--port <PORT>`, the option alone between guillemets: the name of the value is for the help.
fn quoted(text: &str) -> String {
    format!("« {} »", text.split(" <").next().unwrap_or(text).trim_end_matches("..."))
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(list) => list.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::*;
    use crate::arguments::Lanterne;

    fn told(line: &[&str]) -> String {
        let typed = std::iter::once("lanterne").chain(line.iter().copied());
        spoken(Lanterne::command()).try_get_matches_from(typed).err().map(|fault| sentence(&fault)).unwrap_or_default()
    }

    #[test]
    fn every_misuse_is_one_french_sentence_with_what_was_typed() {
        let port = "« --port » : « abc » lu, un nombre entier de 0 à 65535 attendu";
        assert_eq!(told(&["serve", "--port", "abc"]), port);
        let profile = "« --profile » : « foo » lu, l’une de ces valeurs attendue : default, official";
        assert_eq!(told(&["ingest", "--profile", "foo"]), profile);
        assert_eq!(told(&["chek"]), "« chek » n’est pas une commande ; peut-être « check »");
        let refuse = "« --refuse » n’est pas une option de cette commande ; peut-être « --refused »";
        assert_eq!(told(&["check", "--refuse"]), refuse);
        assert_eq!(told(&["ingest", "--var"]), "« --var » attend une valeur");
        assert_eq!(told(&["check", "--strict", "--strict"]), "« --strict » est écrit deux fois");
    }

    #[test]
    fn no_english_word_is_left_in_any_help() {
        for line in [
            &["--help"][..],
            &["ingest", "-h"],
            &["ingest", "geography", "--help"],
            &["check", "--help"],
            &["serve", "--help"],
        ] {
            let typed = std::iter::once("lanterne").chain(line.iter().copied());
            let help = spoken(Lanterne::command()).try_get_matches_from(typed).err().map(|help| help.to_string());
            let help = help.unwrap_or_default();
            assert!(help.contains("Usage :") && help.contains("Affiche cette aide"), "{help}");
            for english in
                ["Print", "Usage:", "Options:", "Commands:", "possible values", "default:", "env:", "Possible"]
            {
                assert!(!help.contains(english), "« {english} » dans :\n{help}");
            }
        }
        assert!(Lanterne::try_parse_from(["lanterne", "check"]).is_ok());
    }
}
