//! The command; see [`vinhdanh`].

/// Extraction makes many small strings and drops them at once: this allocator is the faster for it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    vinhdanh::cli::main()
}
