//! Why a rule says no. Each case has its sentence, with the remedy, in both catalogues.

use serde::{Deserialize, Serialize};

/// A rule's answer to a request that cannot be carried out; nothing has been changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{self:?}")]
pub enum Refusal {
    /// A name or title is empty.
    EmptyName,
    /// A text is longer than `max` characters.
    TextTooLong {
        /// The longest that is kept, in characters.
        max: u32,
    },
    /// A text holds characters that cannot be shown.
    ControlCharacter,
    /// What was typed is no e-mail address.
    NotAnEmail,
    /// A password is shorter than 8 or longer than 128 characters.
    PasswordLength,
    /// A password that everybody tries first.
    PasswordCommon,
    /// Another account already uses this e-mail address.
    EmailTaken,
    /// A project key is not 2 to 8 capital letters or digits beginning with a letter.
    ProjectKeyForm,
    /// Another project already uses this key.
    ProjectKeyTaken,
    /// The thing that was named is gone, or never was.
    Missing,
    /// An id that is to be created exists already.
    Exists,
    /// A task cannot become a child of itself or of its own sub-task.
    IntoOwnChild,
    /// A date lies outside 1970 to 2149.
    DateOutOfRange,
    /// A duration is negative or longer than 100 years.
    DurationOutOfRange,
    /// The duration follows from the effort: people do not say it.
    DurationOfEffort,
    /// Without an effort no duration follows from it.
    EffortNeeded,
    /// A share in an effort is none, or more than that of a hundred people.
    UnitsOutOfRange,
    /// Progress is not between 0 and 100 percent.
    PercentOutOfRange,
    /// The finish lies before the start.
    FinishBeforeStart,
    /// A summary's dates come from its sub-tasks.
    SummaryIsComputed,
    /// A task cannot wait for itself.
    LinkToSelf,
    /// These two tasks are linked already.
    LinkExists,
    /// The link would make the tasks wait for each other; titles in order, the first repeated last.
    WouldLoop {
        /// Titles along the loop.
        path: Vec<String>,
    },
    /// A column that still holds cards cannot be removed.
    ColumnNotEmpty,
    /// A board needs at least one column of each kind: to do, doing, done.
    ColumnNeeded,
    /// A calendar that the project or a task uses cannot be removed.
    CalendarInUse,
    /// An iteration that still holds tasks cannot be removed.
    IterationInUse,
    /// A calendar must leave some working time in the week.
    NoWorkingTime,
    /// More than `max` items at once.
    TooMany {
        /// The most that is taken.
        max: u32,
    },
    /// The last administrator cannot be disabled or lose the role.
    LastAdministrator,
    /// The operation was made for another project or is malformed.
    Malformed,
    /// A request for a decision does not say what happens if the client agrees.
    OutcomeMissing,
    /// The request was taken back, or a newer version was sent since.
    RequestClosed,
    /// Somebody has answered the request already.
    AlreadyDecided,
    /// What was read is not what the request is about.
    ContentDiffers,
    /// Conditions or a return need words.
    ReasonMissing,
    /// One of the options must be chosen.
    OptionMissing,
    /// Only the named approver, or who stands in today, may decide.
    NotTheApprover,
    /// The half hour in which a decision can be withdrawn is over.
    WithdrawalOver,
    /// What was decided has been carried out: taking the decision back would change nothing.
    CarriedOut,
    /// The decision that is to be taken back was taken back already, or another one counts.
    DecisionGone,
    /// A request for a decision names this contact.
    ContactAsked,
    /// Somebody of the team looks at the client's page: only the client decides.
    OnlyLooking,
    /// A message, a complaint or feedback has no words.
    NothingWritten,
    /// The client does not see what a message for it is about.
    NotInSight,
    /// There is nothing yet to ask a decision about.
    NothingToAgree,
    /// This contact cannot decide: the role is not that of an approver, or it is not invited.
    CannotApprove,
    /// A last day lies before its first.
    EndsBeforeStart,
    /// Nothing was written on the glass.
    SignatureMissing,
    /// What was typed is no amount of this currency.
    NotAnAmount,
    /// What is to be kept needs words.
    WordsMissing,
    /// Nobody stands in for oneself, or for somebody of another client.
    NotADelegate,
    /// Two contacts of different clients are not one person here.
    OtherClient,
    /// Whoever would take over may not decide, and a request waits for the other one.
    CannotTakeOver,
    /// A file's name holds a path, or characters that make it read as something else.
    FileName,
    /// A file without a byte.
    FileEmpty,
    /// A file is larger than is taken.
    FileTooLarge {
        /// The largest, in megabytes.
        max_mb: u32,
    },
    /// No file came with the form.
    FileMissing,
    /// The project's files take up all the room that a project has.
    ProjectFull {
        /// How much that is, in megabytes.
        max_mb: u32,
    },
    /// What the client sent takes up all the room that it has in the project.
    ClientFull {
        /// How much that is, in megabytes.
        max_mb: u32,
    },
    /// Nothing can be shown of this file in the page.
    NoPreview,
    /// A version of a deliverable or a signed paper is this file.
    FileInUse,
    /// An address does not begin with http:// or https://, or hides where it leads.
    LinkForm,
    /// A version of a deliverable needs a file or an address.
    VersionEmpty,
    /// The client agreed to this deliverable: it stays in sight.
    DeliverableSigned,
    /// A request for a decision about this deliverable waits.
    DeliverableAsked,
    /// The client agreed to this moment of the plan: it keeps its name.
    BaselineSigned,
    /// A request for a decision about this moment of the plan waits.
    BaselineAsked,
    /// The client agreed to these minutes: they stay in sight.
    MinutesSigned,
    /// A request for a decision about these minutes waits.
    MinutesAsked,
    /// There is no version yet that could be shown.
    NothingToPublish,
    /// What was put before a client is dropped, not removed.
    WasPutForward,
    /// A change that is refused, withdrawn or applied is not edited any more.
    ChangeClosed,
    /// Nobody has agreed to the change.
    ChangeNotAgreed,
    /// The client agreed to something else than what the change says by now.
    ChangeDiffers,
    /// The client agreed to the change as it stands: its branches are not edited any more.
    BranchSigned,
    /// The change touches what the client sees: the team cannot approve it alone.
    ClientDecides,
    /// The plan has moved on: so many operations of the branch are in conflict with it.
    BranchConflicts {
        /// How many.
        count: u32,
    },
    /// A change needs at least one option.
    LastOption,
    /// The change is not part of the plan.
    ChangeNotApplied,
    /// A risk that is closed or has come true cannot stay as it is: it is opened again first.
    RiskNotOpen,
}
