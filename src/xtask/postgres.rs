//! A private PostgreSQL for one test run: in a scratch folder, under its own user, gone afterwards.

use crate::{sh, tools};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Tests read the address of their PostgreSQL here. Set from outside, no private one is started.
pub const ADDRESS_VARIABLE: &str = "ACCORD_TEST_POSTGRES";

/// The scratch folder's name, before the process number of the run.
const FOLDER_NAME: &str = "accord-postgres-";

/// How long a new server may take until it answers.
const START_ATTEMPTS: u32 = 150;
const START_PAUSE: Duration = Duration::from_millis(200);

/// Nothing here outlives the run, so nothing needs to reach the disk.
const SETTINGS: [&str; 6] = [
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
    "timezone=UTC",
];

/// PostgreSQL's program for one order: the one on the path, else the one beside the server's.
pub fn client() -> Result<PathBuf> {
    match sh::find("psql") {
        Some(found) => Ok(found),
        None => Ok(tools::ensure_postgres()?.join("psql")),
    }
}

/// A running cluster; dropping it stops the server and removes its folder.
pub struct Cluster {
    server: Option<Child>,
    folder: PathBuf,
    url: String,
}

impl Cluster {
    /// Makes and starts a cluster, or takes the one that `ACCORD_TEST_POSTGRES` names.
    pub fn start() -> Result<Self> {
        if let Ok(url) = std::env::var(ADDRESS_VARIABLE) {
            return Ok(Self { server: None, folder: PathBuf::new(), url });
        }
        let programs = tools::ensure_postgres()?;
        sh::work("PostgreSQL", || Self::create(&programs))
    }

    /// The address for the tests, as the owner of everything in the cluster.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn create(programs: &Path) -> Result<Self> {
        remove_leftovers();
        let folder = std::env::temp_dir().join(format!("{FOLDER_NAME}{}", std::process::id()));
        make_folder(&folder)?;
        let data = folder.join("data");
        let port = free_port()?;
        let url = format!("postgres://accord@127.0.0.1:{port}/postgres");
        // From here on, dropping the value cleans up, also when a step below fails.
        let mut cluster = Self { server: None, folder: folder.clone(), url };
        let mut init = under_own_user(&programs.join("initdb"));
        init.arg("-D").arg(&data).args(["-U", "accord", "-A", "trust", "-N"]);
        sh::read(init.args(["--encoding=UTF8", "--locale=C"]))?;
        let log = File::create(folder.join("log"))?;
        let mut server = under_own_user(&programs.join("postgres"));
        server.arg("-D").arg(&data).args(["-p", &port.to_string(), "-k"]).arg(&folder);
        for setting in SETTINGS {
            server.args(["-c", setting]);
        }
        server.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        cluster.server = Some(server.spawn().context("cannot start postgres")?);
        cluster.wait_until_ready(&programs.join("pg_isready"), port)?;
        Ok(cluster)
    }

    fn wait_until_ready(&mut self, probe: &Path, port: u16) -> Result<()> {
        for _ in 0..START_ATTEMPTS {
            let port = port.to_string();
            let args = ["-q", "-h", "127.0.0.1", "-p", &port];
            if Command::new(probe).args(args).status()?.success() {
                return Ok(());
            }
            if let Some(server) = &mut self.server
                && server.try_wait()?.is_some()
            {
                break;
            }
            sleep(START_PAUSE);
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        bail!("PostgreSQL did not start: {}", log.lines().last().unwrap_or("no message"))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let Some(mut server) = self.server.take() else {
            remove(&self.folder);
            return;
        };
        // SIGQUIT ends PostgreSQL and all its children at once, without writing anything more.
        let pid = server.id().to_string();
        if sh::read(Command::new("kill").args(["-QUIT", &pid])).is_err() {
            println!("  note: PostgreSQL (process {pid}) could not be stopped");
        } else if let Err(error) = server.wait() {
            println!("  note: PostgreSQL (process {pid}): {error}");
        }
        remove(&self.folder);
    }
}

/// PostgreSQL refuses to run as root: then its folder and its processes belong to `postgres`.
///
/// The server also ends when this tool dies without tidying up.
fn under_own_user(program: &Path) -> Command {
    if sh::find("setpriv").is_none() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "QUIT"]);
    if tools::is_root() {
        command.args(["--reuid", "postgres", "--regid", "postgres", "--init-groups"]);
    }
    command.arg("--").arg(program);
    // The folder of the call may be closed to that user.
    command.current_dir("/");
    command
}

fn make_folder(folder: &Path) -> Result<()> {
    remove(folder);
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    if tools::is_root() {
        sh::read(Command::new("chown").arg("postgres:postgres").arg(folder))?;
    }
    Ok(())
}

/// Removes the folders of runs that were killed; their servers have ended with them.
fn remove_leftovers() {
    let Ok(entries) = fs::read_dir(std::env::temp_dir()) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(run) = name.to_str().and_then(|name| name.strip_prefix(FOLDER_NAME)) else {
            continue;
        };
        if Path::new("/proc/self").exists() && !Path::new("/proc").join(run).exists() {
            remove(&entry.path());
        }
    }
}

fn remove(folder: &Path) {
    if folder.is_dir()
        && let Err(error) = fs::remove_dir_all(folder)
    {
        println!("  note: {} stays behind: {error}", folder.display());
    }
}

/// A port nobody listens on; the system hands out another one to whoever asks next.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
