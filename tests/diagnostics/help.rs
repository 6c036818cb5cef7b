//! `cargo xtask help`, and README's table of commands, which is made from it.

use crate::desk::{Desk, text};
use crate::made::assert_made;

fn help(arguments: &[&str]) -> String {
    let output = Desk::new("help").run(arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// The lines of a section, such as `Options:`, without their indentation.
fn section<'a>(help: &'a str, title: &str) -> impl Iterator<Item = &'a str> {
    let lines = help.lines().skip_while(move |line| *line != title).skip(1);
    lines.take_while(|line| !line.is_empty()).map(str::trim)
}

/// The names and texts of all commands.
fn commands(help: &str) -> Vec<(&str, &str)> {
    let lines = section(help, "Commands:");
    let commands = lines.filter_map(|line| line.split_once(' '));
    commands.map(|(name, about)| (name, about.trim())).collect()
}

/// The options in the help of a command: `--out <DIR>`.
fn options(help: &str) -> Vec<String> {
    let lines = section(help, "Options:");
    let options = lines.filter_map(|line| line.split("  ").next());
    let options = options.filter(|option| option.starts_with("--"));
    options.map(str::to_owned).collect()
}

#[test]
fn made_readme_lists_the_commands() {
    let all = help(&["help"]);
    let mut table = "| Command | What it does | Options |\n|---|---|---|\n".to_owned();
    for (name, about) in commands(&all) {
        let usage = match name {
            "help" => "Usage: cargo xtask help [COMMAND]".to_owned(),
            name => help(&["help", name]),
        };
        let options = options(&usage);
        let usage = usage
            .lines()
            .find_map(|line| line.strip_prefix("Usage: "))
            .unwrap();
        let usage = usage.replace("[OPTIONS] ", "").replace(" [OPTIONS]", "");
        let options: Vec<String> = options.iter().map(|option| format!("`{option}`")).collect();
        table += &format!("| `{usage}` | {about} | {} |\n", options.join(", "));
    }
    assert_made("README.md", "`cargo xtask help`", &table);
}

#[test]
fn each_command_has_its_help() {
    let all = help(&["help"]);
    assert_eq!(help(&["--help"]), all);
    assert!(commands(&all).len() > 8, "{all}");
    for (name, about) in commands(&all) {
        if name == "help" {
            continue;
        }
        let own = help(&["help", name]);
        assert_eq!(help(&[name, "--help"]), own);
        assert!(own.starts_with(about), "{own}");
        for option in section(&own, "Options:") {
            let (_, what) = option
                .trim()
                .rsplit_once("  ")
                .expect("an option with its text");
            assert!(!what.is_empty(), "{option}");
        }
    }
}
