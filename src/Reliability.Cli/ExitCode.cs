namespace Reliability.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int AnswerFailed = 1;
    public const int BadInput = 2;
    public const int LimitReached = 3;
    public const int Interrupted = 130;
}
