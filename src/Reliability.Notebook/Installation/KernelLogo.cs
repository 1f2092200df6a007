namespace Reliability.Notebook.Installation;

/// <summary>The picture beside the name of the kernel.</summary>
internal static class KernelLogo
{
    /// <summary>A C and two bars each way, drawn here.</summary>
    public const string Svg = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
         <rect width="64" height="64" rx="12" fill="#3b4a9c"/>
         <path d="M34 20 A 14 14 0 1 0 34 44" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round"/>
         <path d="M43 22 V42 M51 22 V42 M38 28 H56 M38 36 H56" stroke="#fff" stroke-width="3.5" stroke-linecap="round"/>
        </svg>

        """;
}
