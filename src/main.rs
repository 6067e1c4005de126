//! The command; see [`vinhdanh`].

fn main() -> std::process::ExitCode {
    vinhdanh::cli::main()
}
