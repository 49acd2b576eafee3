//! A real window on a virtual screen: an X server in memory with a window manager, keys that are pressed, the picture as
//! it stands. Everything that is started here ends with the test. Nothing sleeps for a fixed time: what is awaited is
//! looked at again and again until a deadline.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "what cannot be done fails the test")]

use std::fs;
use std::io::{self, BufRead as _, BufReader, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::program;

/// How long anything may take. Generous: the screen is drawn by the processor, beside other work.
const DEADLINE: Duration = Duration::from_secs(90);

/// How often what is awaited is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// For how long the picture must stay unchanged, with nothing at work on it, to be at rest. A cursor in a text blinks
/// every half second.
const AT_REST: Duration = Duration::from_millis(200);

/// The programs that the tests need, with the packages of Debian that hold them.
const NEEDED: [(&str, &str); 3] = [("Xvfb", "xvfb"), ("openbox", "openbox"), ("xdotool", "xdotool")];

/// One screen at a time: each is slow enough on its own.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Looks until there is something.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < DEADLINE, "waited {} s in vain: {what}", DEADLINE.as_secs());
        std::thread::sleep(LOOK_EVERY);
    }
}

/// A program that is ended when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// The points from one edge to another, those that are on the screen.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "edges on the screen are small numbers")]
fn pixels(from: f32, to: f32, size: usize) -> std::ops::Range<usize> {
    from.max(0.0).floor() as usize..(to.ceil() as usize).min(size)
}

/// Whether a thread of a program is running, or would be if it were its turn, or has started another program that has not
/// ended.
fn at_work(program: &Child) -> bool {
    let threads = fs::read_dir(format!("/proc/{}/task", program.id())).into_iter().flatten().flatten();
    threads.map(|thread| thread.path()).any(|thread| {
        let stat = fs::read_to_string(thread.join("stat")).unwrap_or_default();
        let started = fs::read_to_string(thread.join("children")).unwrap_or_default();
        // The state stands behind the name, which may hold anything.
        let runs = stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with(['R', 'D']));
        runs || !started.trim().is_empty()
    })
}

/// What the window manager is told: the window fills the screen, without a frame, and Alt+F4 closes it.
const MANAGER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <applications>
    <application class="*"><decor>no</decor><position force="yes"><x>0</x><y>0</y></position></application>
  </applications>
</openbox_config>
"#;

/// The size of the screen, and of the window on it.
pub const SIZE: [usize; 2] = [1280, 860];

/// A virtual screen with a window manager.
pub struct Screen {
    // Dropped in this order: the manager before the server, the folder last.
    _manager: Running,
    server: Running,
    display: String,
    folder: tempfile::TempDir,
    _alone: MutexGuard<'static, ()>,
}

impl Screen {
    /// Starts a screen.
    pub fn start() -> Self {
        let paths: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
        let missing: Vec<&str> = NEEDED
            .iter()
            .filter(|(tool, _)| !paths.iter().any(|path| path.join(tool).is_file()))
            .map(|(_, package)| *package)
            .collect();
        assert!(
            missing.is_empty(),
            "the window is tested on a virtual screen, for which this computer lacks: {0}. On Debian and Ubuntu: \
             apt-get install {0}",
            missing.join(" ")
        );
        let alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = program::folder();
        let (server, display) = start_server(folder.path());
        let told = folder.path().join("openbox.xml");
        fs::File::create_new(&told).unwrap().write_all(MANAGER.as_bytes()).unwrap();
        let mut manager = quiet("openbox", &display, folder.path());
        let manager = Running(manager.arg("--sm-disable").arg("--config-file").arg(told).spawn().unwrap());
        let screen = Self { _manager: manager, server, display, folder, _alone: alone };
        until("the window manager", || screen.ask(&["get_num_desktops"]));
        screen
    }

    /// A folder for the files of the test.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where calls of the program find their home and their files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What xdotool answers; `None` where it fails, as it does when a window goes while it is looked at.
    fn ask(&self, arguments: &[&str]) -> Option<String> {
        let answer = self.xdotool(arguments);
        answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).trim().to_owned())
    }

    fn xdotool(&self, arguments: &[&str]) -> Output {
        let mut command = quiet("xdotool", &self.display, self.folder.path());
        command.args(arguments).stdout(Stdio::piped()).output().unwrap()
    }

    /// What the screen shows now.
    fn picture(&self) -> Picture {
        Picture::read(&fs::read(self.folder.path().join("Xvfb_screen0")).unwrap())
    }

    /// Opens the program with a file, and waits until its window shows it.
    pub fn open(&self, file: &Path, title: &str, environment: &[(&str, &str)]) -> Window<'_> {
        self.started(Some(file), title, environment)
    }

    /// Opens the program without a file, and waits until its window is there.
    pub fn open_empty(&self, environment: &[(&str, &str)]) -> Window<'_> {
        self.started(None, "Waymark", environment)
    }

    fn started(&self, file: Option<&Path>, title: &str, environment: &[(&str, &str)]) -> Window<'_> {
        let told = fs::File::options().create(true).append(true).open(self.path("told.txt")).unwrap();
        let mut command = program::program(self.folder.path());
        command
            .args(file)
            .env("DISPLAY", &self.display)
            .env("XDG_RUNTIME_DIR", self.folder.path())
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("WINIT_X11_SCALE_FACTOR", "1")
            // No dialogs of a desktop, no screen reader of one, no other screen.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env_remove("WGPU_BACKEND")
            .envs(environment.iter().copied())
            .stdout(Stdio::null())
            .stderr(told);
        let mut window = Window { running: Running(command.spawn().unwrap()), id: String::new(), screen: self };
        window.id = until("the window", || {
            if let Some(status) = window.running.0.try_wait().unwrap() {
                panic!("the program ended ({status}): {}", self.told());
            }
            self.ask(&["search", "--onlyvisible", "--class", "waymark"])?.lines().next().map(str::to_owned)
        });
        until(&format!("the title {title}"), || (window.title() == title).then_some(()));
        until("the window in front", || {
            if self.ask(&["getactivewindow"]).is_some_and(|active| active == window.id) {
                return Some(());
            }
            self.ask(&["windowactivate", &window.id]);
            None
        });
        window.rest();
        window
    }

    /// What the program told.
    pub fn told(&self) -> String {
        fs::read_to_string(self.path("told.txt")).unwrap_or_default()
    }
}

/// Starts an X server on a display that is free; gives the display's name. What it shows stands in a file of the folder.
fn start_server(folder: &Path) -> (Running, String) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
    let mut command = Command::new("Xvfb");
    let size = format!("{}x{}x24", SIZE[0], SIZE[1]);
    command.args(["-displayfd", "1", "-screen", "0", &size, "-nolisten", "tcp", "-noreset", "-fbdir"]);
    command.arg(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = Running(command.spawn().unwrap());
    let mut number = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
    let number = number.trim();
    assert!(!number.is_empty(), "the X server did not start: {:?}", server.0.wait());
    (server, format!(":{number}"))
}

/// A program of the desktop that finds no settings of the user.
fn quiet(name: &str, display: &str, home: &Path) -> Command {
    let mut command = Command::new(name);
    command.env("DISPLAY", display).env("HOME", home).env("XDG_CONFIG_HOME", home.join("none"));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The window of the program.
pub struct Window<'a> {
    running: Running,
    id: String,
    screen: &'a Screen,
}

impl Window<'_> {
    /// Its title.
    pub fn title(&self) -> String {
        self.screen.ask(&["getwindowname", &self.id]).unwrap_or_default()
    }

    /// The libraries that the program has loaded.
    pub fn libraries(&self) -> String {
        fs::read_to_string(format!("/proc/{}/maps", self.running.0.id())).unwrap()
    }

    /// Presses a key, by its name. Does not wait for anything.
    pub fn press(&self, key: &str) {
        let pressed = self.screen.xdotool(&["key", key]);
        assert!(pressed.status.success(), "{key} could not be pressed");
    }

    /// Presses a key, and waits until the picture has changed and is at rest.
    pub fn press_and_see(&self, key: &str) {
        self.change(key, Picture::clone, || self.press(key));
    }

    /// Presses a key that opens or closes a dialog, and waits until the rail darkens or clears.
    pub fn press_and_see_dialog(&self, key: &str) {
        self.change(key, Picture::rail, || self.press(key));
    }

    /// Presses keys faster than anybody does, and waits until the picture is at rest.
    pub fn press_in_haste(&self, keys: &[&str]) {
        let pressed = self.screen.xdotool(&[&["key", "--delay", "5"], keys].concat());
        assert!(pressed.status.success(), "{keys:?} could not be pressed");
        self.rest();
    }

    /// Presses Tab for each of these places of the window, and waits each time until something there has changed: the
    /// focus has come. A cursor that blinks elsewhere is not taken for it.
    pub fn tab_through(&self, places: &[egui::Rect]) {
        for place in places {
            let place = place.expand(6.0);
            let look = |picture: &Picture| {
                picture.part(pixels(place.left(), place.right(), SIZE[0]), pixels(place.top(), place.bottom(), SIZE[1]))
            };
            let before = look(&self.screen.picture());
            self.press("Tab");
            until(&format!("the focus at {place}"), || (look(&self.screen.picture()) != before).then_some(()));
        }
    }

    /// Types a text. Keys that are pressed next come after it.
    pub fn write(&self, text: &str) {
        let typed = self.screen.xdotool(&["type", "--delay", "20", "--", text]);
        assert!(typed.status.success(), "{text} could not be typed");
    }

    /// Does something, and waits until what is looked at has changed and the picture is at rest.
    fn change<T: PartialEq>(&self, what: &str, look: impl Fn(&Picture) -> T, act: impl FnOnce()) {
        let before = look(&self.screen.picture());
        act();
        until(&format!("a change after {what} in “{}”", self.title()), || {
            (look(&self.screen.picture()) != before).then_some(())
        });
        self.rest();
    }

    /// Waits until the picture is at rest: it stays the same, and neither the program nor the screen is at work. A program
    /// that only waits for its turn on a busy computer is at work.
    fn rest(&self) {
        let mut last = self.screen.picture();
        let mut since = Instant::now();
        until("the picture at rest", || {
            let now = self.screen.picture();
            if now != last || at_work(&self.running.0) || at_work(&self.screen.server.0) {
                (last, since) = (now, Instant::now());
            }
            (since.elapsed() >= AT_REST).then_some(())
        });
    }

    /// Waits until the title is this.
    pub fn titled(&self, title: &str) {
        until(&format!("the title {title}, not {}", self.title()), || (self.title() == title).then_some(()));
    }

    /// Whether the program still runs.
    pub fn is_open(&mut self) -> bool {
        self.running.0.try_wait().unwrap().is_none()
    }

    /// Waits until the program has ended; gives its exit code.
    pub fn ended(mut self) -> Option<i32> {
        until("the program’s end", || self.running.0.try_wait().unwrap()).code()
    }
}

impl Drop for Window<'_> {
    /// Keeps the picture of a test that failed, for those who look for the reason.
    #[expect(clippy::print_stderr, reason = "tells where it is")]
    fn drop(&mut self) {
        if std::thread::panicking() {
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("failed.ppm");
            let kept = fs::File::options().create(true).truncate(true).write(true).open(&path);
            if kept.and_then(|mut file| self.screen.picture().write(&mut file)).is_ok() {
                eprintln!("what the screen showed is in {}", path.display());
            }
        }
    }
}

/// What a screen shows: rows of four bytes a point.
#[derive(Clone, PartialEq, Eq)]
struct Picture {
    row: usize,
    points: Vec<u8>,
}

impl Picture {
    /// Reads the dump of an X server: a header of numbers, a table of colours, the rows.
    fn read(dump: &[u8]) -> Self {
        let number = |place: usize| {
            let bytes = dump.get(place * 4..place * 4 + 4).unwrap().try_into().unwrap();
            usize::try_from(u32::from_be_bytes(bytes)).unwrap()
        };
        let (header, bits, row, colours) = (number(0), number(11), number(12), number(19));
        assert_eq!(bits, 32, "bits a point");
        Self { row, points: dump.get(header + colours * 12..).unwrap().to_vec() }
    }

    /// Writes it in a form that programs for pictures read.
    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let bytes: Vec<u8> =
            self.points.chunks_exact(4).flat_map(|point| point.iter().take(3).rev()).copied().collect();
        writeln!(to, "P6 {} {} 255", self.row / 4, self.points.len() / self.row)?;
        to.write_all(&bytes)
    }

    /// The rail, without what stands above it.
    fn rail(&self) -> Vec<u8> {
        self.part(10..190, 80..SIZE[1] - 10)
    }

    /// A part of it: these columns of these rows.
    fn part(&self, columns: std::ops::Range<usize>, rows: std::ops::Range<usize>) -> Vec<u8> {
        let mut part = Vec::new();
        for row in rows {
            part.extend_from_slice(&self.points[row * self.row..][columns.start * 4..columns.end * 4]);
        }
        part
    }
}
