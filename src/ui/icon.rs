//! Icons, drawn from one sprite that the build cuts from the Lucide set.

use leptos::prelude::*;

use super::dom;

/// Where the build puts the sprite. Pages that the server draws point into it; the program has it in
/// the page, since a browser reads an outer file again for every icon that it draws anew.
const SPRITE: &str = if dom::in_browser() { "" } else { "/pkg/icons.svg" };

/// Every icon and its name in the Lucide set, in the order of the enum. The build reads the names
/// from these lines to make the sprite.
const NAMES: &[(Icon, &str)] = &[
    (Icon::Home, "house"),
    (Icon::Projects, "folder-kanban"),
    (Icon::Users, "users"),
    (Icon::CalendarCheck, "calendar-check"),
    (Icon::Chart, "chart-line"),
    (Icon::Settings, "settings"),
    (Icon::Search, "search"),
    (Icon::Plus, "plus"),
    (Icon::Minus, "minus"),
    (Icon::Close, "x"),
    (Icon::Check, "check"),
    (Icon::ChevronDown, "chevron-down"),
    (Icon::ChevronUp, "chevron-up"),
    (Icon::ChevronLeft, "chevron-left"),
    (Icon::ChevronRight, "chevron-right"),
    (Icon::ChevronsUpDown, "chevrons-up-down"),
    (Icon::ChevronsLeft, "chevrons-left"),
    (Icon::ChevronsRight, "chevrons-right"),
    (Icon::More, "ellipsis"),
    (Icon::Grip, "grip-vertical"),
    (Icon::Eye, "eye"),
    (Icon::EyeOff, "eye-off"),
    (Icon::Flag, "flag"),
    (Icon::Diamond, "diamond"),
    (Icon::Link, "link"),
    (Icon::Unlink, "unlink"),
    (Icon::Undo, "undo-2"),
    (Icon::Redo, "redo-2"),
    (Icon::Calendar, "calendar"),
    (Icon::CalendarDays, "calendar-days"),
    (Icon::CalendarClock, "calendar-clock"),
    (Icon::Clock, "clock"),
    (Icon::Hourglass, "hourglass"),
    (Icon::Warning, "triangle-alert"),
    (Icon::CircleAlert, "circle-alert"),
    (Icon::CircleCheck, "circle-check"),
    (Icon::Circle, "circle"),
    (Icon::CircleX, "circle-x"),
    (Icon::Stop, "octagon-x"),
    (Icon::Ban, "ban"),
    (Icon::User, "user"),
    (Icon::UserPlus, "user-plus"),
    (Icon::UsersRound, "users-round"),
    (Icon::LogIn, "log-in"),
    (Icon::LogOut, "log-out"),
    (Icon::Lock, "lock"),
    (Icon::KeyRound, "key-round"),
    (Icon::ShieldCheck, "shield-check"),
    (Icon::Globe, "globe"),
    (Icon::Languages, "languages"),
    (Icon::Sun, "sun"),
    (Icon::Moon, "moon"),
    (Icon::Monitor, "monitor"),
    (Icon::Projector, "projector"),
    (Icon::Presentation, "presentation"),
    (Icon::Keyboard, "keyboard"),
    (Icon::Smartphone, "smartphone"),
    (Icon::Upload, "upload"),
    (Icon::Download, "download"),
    (Icon::FileText, "file-text"),
    (Icon::FileUp, "file-up"),
    (Icon::Printer, "printer"),
    (Icon::Save, "save"),
    (Icon::Trash, "trash-2"),
    (Icon::Pencil, "pencil"),
    (Icon::Copy, "copy"),
    (Icon::ExternalLink, "external-link"),
    (Icon::Phone, "phone"),
    (Icon::Mail, "mail"),
    (Icon::Message, "message-square"),
    (Icon::Bell, "bell"),
    (Icon::Inbox, "inbox"),
    (Icon::Send, "send"),
    (Icon::Building, "building-2"),
    (Icon::Landmark, "landmark"),
    (Icon::Briefcase, "briefcase"),
    (Icon::Handshake, "handshake"),
    (Icon::Heart, "heart"),
    (Icon::Star, "star"),
    (Icon::Info, "info"),
    (Icon::Help, "circle-help"),
    (Icon::BookOpen, "book-open"),
    (Icon::Lightbulb, "lightbulb"),
    (Icon::List, "list"),
    (Icon::ListTree, "list-tree"),
    (Icon::ListChecks, "list-checks"),
    (Icon::Filter, "list-filter"),
    (Icon::Table, "table"),
    (Icon::Kanban, "kanban"),
    (Icon::Gantt, "chart-gantt"),
    (Icon::LayoutDashboard, "layout-dashboard"),
    (Icon::Layers, "layers"),
    (Icon::Tag, "tag"),
    (Icon::Move, "move"),
    (Icon::ArrowUp, "arrow-up"),
    (Icon::ArrowDown, "arrow-down"),
    (Icon::ArrowLeft, "arrow-left"),
    (Icon::ArrowRight, "arrow-right"),
    (Icon::ArrowUpToLine, "arrow-up-to-line"),
    (Icon::ArrowDownToLine, "arrow-down-to-line"),
    (Icon::ArrowLeftRight, "arrow-left-right"),
    (Icon::Indent, "list-indent-increase"),
    (Icon::Outdent, "list-indent-decrease"),
    (Icon::ZoomIn, "zoom-in"),
    (Icon::ZoomOut, "zoom-out"),
    (Icon::Scan, "scan"),
    (Icon::Maximize, "maximize"),
    (Icon::Minimize, "minimize"),
    (Icon::Milestone, "milestone"),
    (Icon::Route, "route"),
    (Icon::Waypoints, "waypoints"),
    (Icon::Crosshair, "crosshair"),
    (Icon::Target, "target"),
    (Icon::History, "history"),
    (Icon::RefreshCw, "refresh-cw"),
    (Icon::RotateCcw, "rotate-ccw"),
    (Icon::Cloud, "cloud"),
    (Icon::CloudOff, "cloud-off"),
    (Icon::WifiOff, "wifi-off"),
    (Icon::Zap, "zap"),
    (Icon::Play, "play"),
    (Icon::Sparkles, "sparkles"),
    (Icon::Palette, "palette"),
    (Icon::TextSize, "type"),
    (Icon::SlidersHorizontal, "sliders-horizontal"),
    (Icon::PanelLeftClose, "panel-left-close"),
    (Icon::PanelLeftOpen, "panel-left-open"),
    (Icon::PanelRightOpen, "panel-right-open"),
    (Icon::Menu, "menu"),
    (Icon::Database, "database"),
    (Icon::Archive, "archive"),
    (Icon::QrCode, "qr-code"),
    (Icon::SquareCheck, "square-check"),
    (Icon::Square, "square"),
    (Icon::CornerDownLeft, "corner-down-left"),
];

/// A picture that stands beside a word, or alone in a button with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Home,
    Projects,
    Users,
    CalendarCheck,
    Chart,
    Settings,
    Search,
    Plus,
    Minus,
    Close,
    Check,
    ChevronDown,
    ChevronUp,
    ChevronLeft,
    ChevronRight,
    ChevronsUpDown,
    ChevronsLeft,
    ChevronsRight,
    More,
    Grip,
    Eye,
    EyeOff,
    Flag,
    Diamond,
    Link,
    Unlink,
    Undo,
    Redo,
    Calendar,
    CalendarDays,
    CalendarClock,
    Clock,
    Hourglass,
    Warning,
    CircleAlert,
    CircleCheck,
    Circle,
    CircleX,
    Stop,
    Ban,
    User,
    UserPlus,
    UsersRound,
    LogIn,
    LogOut,
    Lock,
    KeyRound,
    ShieldCheck,
    Globe,
    Languages,
    Sun,
    Moon,
    Monitor,
    Projector,
    Presentation,
    Keyboard,
    Smartphone,
    Upload,
    Download,
    FileText,
    FileUp,
    Printer,
    Save,
    Trash,
    Pencil,
    Copy,
    ExternalLink,
    Phone,
    Mail,
    Message,
    Bell,
    Inbox,
    Send,
    Building,
    Landmark,
    Briefcase,
    Handshake,
    Heart,
    Star,
    Info,
    Help,
    BookOpen,
    Lightbulb,
    List,
    ListTree,
    ListChecks,
    Filter,
    Table,
    Kanban,
    Gantt,
    LayoutDashboard,
    Layers,
    Tag,
    Move,
    ArrowUp,
    ArrowDown,
    ArrowLeft,
    ArrowRight,
    ArrowUpToLine,
    ArrowDownToLine,
    ArrowLeftRight,
    Indent,
    Outdent,
    ZoomIn,
    ZoomOut,
    Scan,
    Maximize,
    Minimize,
    Milestone,
    Route,
    Waypoints,
    Crosshair,
    Target,
    History,
    RefreshCw,
    RotateCcw,
    Cloud,
    CloudOff,
    WifiOff,
    Zap,
    Play,
    Sparkles,
    Palette,
    TextSize,
    SlidersHorizontal,
    PanelLeftClose,
    PanelLeftOpen,
    PanelRightOpen,
    Menu,
    Database,
    Archive,
    QrCode,
    SquareCheck,
    Square,
    CornerDownLeft,
}

/// How large an icon is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IconSize {
    /// 14 px, beside small text.
    Tiny,
    /// 16 px, beside text.
    Small,
    /// 20 px, in buttons and navigation.
    #[default]
    Normal,
    /// 24 px, alone.
    Large,
}

impl Icon {
    /// Its name in the Lucide set, which is its id in the sprite.
    pub fn name(self) -> &'static str {
        NAMES[self as usize].1
    }
}

impl IconSize {
    const fn name(self) -> &'static str {
        match self {
            Self::Tiny => "14",
            Self::Small => "16",
            Self::Normal => "20",
            Self::Large => "24",
        }
    }
}

/// Draws an icon in the colour of the text around it. Screen readers pass over it.
#[component]
pub fn Icon(
    /// Which one.
    icon: Icon,
    /// How large.
    #[prop(optional)]
    size: IconSize,
) -> impl IntoView {
    let address = format!("{SPRITE}#icon-{}", icon.name());
    view! {
        <svg class="icon" data-size=size.name() aria-hidden="true" focusable="false">
            <use href=address></use>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_order_of_the_enum() {
        for (place, (icon, name)) in NAMES.iter().enumerate() {
            assert_eq!(*icon as usize, place, "{name} stands in the wrong line");
        }
    }
}
