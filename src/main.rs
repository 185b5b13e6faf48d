//! The command line of gongshi. Logic lives in the library.

fn main() -> std::process::ExitCode {
    gongshi::cli::main()
}
