using System.Diagnostics;
using System.Text;
using Reliability.Formats.Prism;
using Reliability.Modeling.Diagnostics;

namespace Reliability.Formats.Tests.Prism;

/// <summary>Whatever a text holds, reading ends in a model or in errors; never in an exception, and never late.</summary>
public sealed class PrismFuzzTests
{
    private static readonly string[] Pieces =
    [
        "0", "1", "-", "'", "\"", "(", ")", "{", "}", "[", "]", ":", ";", ",", "&", "|", "||", "|||", "|[", "!", "=", "=>", "<=>", "<", "<=", "->", "..", "?", "/", "/{", "<-", "*", "+", "//", "\n", "é", "\u0000", "#",
        "ctmc", "mdp", "module", "endmodule", "init", "true", "x", "x'", "bool", "const", "formula", "label", "rewards", "endrewards", "system", "endsystem", "P=?", "S", "R", "F", "G", "X", "U", "W", "C<=", "I=", "filter(",
        "1e308", "1e999", "99999999999", "2147483647", "1/0", "mod(1, 0)", "pow(0, -1)", "pow(2, -1)", "log(0, 0)", "floor(1e300)", "func(", "\"init\"", "min", "max", "2147483647 + 1", "\"\"", "((((", "!!!!",
    ];

    [TestCase(0x9E3779B97F4A7C15UL)]
    [TestCase(0xD1B54A32D192ED03UL)]
    public void Damaged_models_give_a_model_or_an_error(ulong seed)
    {
        var models = 0;
        for (var i = 0; i < 1500; i++)
        {
            var text = Damaged(PrismSamples.Models[i % PrismSamples.Models.Length], ref seed);
            var clock = Stopwatch.StartNew();
            try
            {
                var (model, diagnostics) = PrismText.Read(text, ("N", "2"), ("t", "1/3"));
                if (diagnostics.Any(d => d.Message.StartsWith("--set", StringComparison.Ordinal))) (model, diagnostics) = PrismText.Read(text);
                Assert.That(model is not null || diagnostics.Any(d => d.Severity == Severity.Error), $"neither a model nor an error: {string.Join(" ", diagnostics)}\n{text}");
                foreach (var diagnostic in diagnostics) _ = diagnostic.ToString();
                if (model is not null) models++;
            }
            catch (Exception e) when (e is not AssertionException)
            {
                Assert.Fail($"mutation {i}: {e}\n{text}");
            }

            Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)), text);
        }

        Assert.That(models, Is.GreaterThan(20), "too few mutations reach the end");
    }

    [TestCase(0x2545F4914F6CDD1DUL)]
    [TestCase(0xBF58476D1CE4E5B9UL)]
    public void Damaged_properties_give_properties_or_an_error(ulong seed)
    {
        var model = PrismText.Good("ctmc module M x : [0..1]; [] x=0 -> 1 : (x'=1); endmodule label \"up\" = x=0; rewards \"work\" x=0 : 1; endrewards rewards x=1 : 2; endrewards");
        var read = 0;
        for (var i = 0; i < 1500; i++)
        {
            var text = Damaged(PrismSamples.Properties[i % PrismSamples.Properties.Length], ref seed);
            var clock = Stopwatch.StartNew();
            try
            {
                var open = PrismPropertyReader.DeclaredConstants(new SourceText("m.props", text)).Where(c => c is "k" or "T").Select(c => (c, "2")).ToArray();
                var (properties, diagnostics) = PrismText.Properties(text, model, open);
                Assert.That(properties is not null || diagnostics.Any(d => d.Severity == Severity.Error), $"neither properties nor an error\n{text}");
                foreach (var diagnostic in diagnostics) _ = diagnostic.ToString();
                foreach (var property in properties ?? []) _ = property.GetHashCode();
                if (properties is not null) read++;
            }
            catch (Exception e) when (e is not AssertionException)
            {
                Assert.Fail($"mutation {i}: {e}\n{text}");
            }

            Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)), text);
        }

        Assert.That(read, Is.GreaterThan(20), "too few mutations reach the end");
    }

    [TestCaseSource(nameof(HostileNames))]
    public void Hostile_texts_end_in_time(string what)
    {
        var text = Hostile().Single(h => h.What == what).Text;
        var clock = Stopwatch.StartNew();
        var (model, diagnostics) = PrismText.Read(text);
        Assert.That(model is not null || diagnostics.Any(d => d.Severity == Severity.Error), what);
        foreach (var diagnostic in diagnostics) _ = diagnostic.ToString();
        _ = model?.Model.GetHashCode();
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)), what);
    }

    [TestCaseSource(nameof(HostilePropertyNames))]
    public void Hostile_properties_end_in_time(string what)
    {
        var text = HostileProperties().Single(h => h.What == what).Text;
        var model = PrismText.Good("ctmc module M x : [0..1]; [] x=0 -> 1 : (x'=1); endmodule rewards x=1 : 2; endrewards");
        var clock = Stopwatch.StartNew();
        var (properties, diagnostics) = PrismText.Properties(text, model);
        Assert.That(properties is not null || diagnostics.Any(d => d.Severity == Severity.Error), what);
        foreach (var diagnostic in diagnostics) _ = diagnostic.ToString();
        foreach (var property in properties ?? []) _ = property.GetHashCode();
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)), what);
    }

    private static IEnumerable<string> HostileNames() => Hostile().Select(h => h.What);

    private static IEnumerable<string> HostilePropertyNames() => HostileProperties().Select(h => h.What);

    private static IEnumerable<(string What, string Text)> Hostile()
    {
        const string module = "module M x : [0..1]; [] x=0 -> 1 : (x'=1); endmodule\n";
        string Many(int n, Func<int, string> part) => string.Concat(Enumerable.Range(0, n).Select(part));
        yield return ("brackets", $"ctmc {module} label \"a\" = {new string('(', 100_000)}");
        yield return ("negations", $"ctmc {module} label \"a\" = {new string('!', 100_000)}true;");
        yield return ("doubling formulas", $"ctmc {module} formula f0 = x; {Many(200, i => $"formula f{i + 1} = f{i} + f{i};")} label \"a\" = f200 > 0;");
        yield return ("a chain of formulas", $"ctmc {module} {Many(20_000, i => $"formula f{i} = f{i + 1};")} formula f20000 = x; label \"a\" = f0 > 0;");
        yield return ("a chain of formulas that grows", $"ctmc {module} {Many(20_000, i => $"formula f{i} = f{i + 1} + 1;")} formula f20000 = x; label \"a\" = f0 > 0;");
        yield return ("a cycle of constants", $"ctmc {module} {Many(20_000, i => $"const int c{i} = c{(i + 1) % 20_000};")}");
        yield return ("a long sum", $"ctmc {module} label \"a\" = 0 < x{Many(50_000, _ => " + x")};");
        yield return ("a long disjunction", $"ctmc {module} label \"a\" = false{Many(20_000, i => $" | x={i}")};");
        yield return ("unknown names", $"ctmc {module} label \"a\" = true{Many(20_000, i => $" & y{i}")};");
        yield return ("a product too large", $"ctmc {Many(6, m => $"module M{m} x{m} : [0..9]; {Many(10, i => $"[a] x{m}={i} -> 1 : (x{m}'=0);")} endmodule ")}");
        yield return ("a product with one answer", $"ctmc {Many(20, m => $"module M{m} x{m} : [0..9]; [a] x{m}=0 -> 2 : (x{m}'=1); endmodule ")}");
        yield return ("many partners", $"ctmc {Many(5_000, m => $"module M{m} x{m} : bool; [a] true -> (x{m}?1:2) : (x{m}'=true); endmodule ")}");
        yield return ("renamings in a row", $"ctmc {module} {Many(3_000, m => $"module M{m} = {(m == 0 ? "M" : $"M{m - 1}")} [ {(m == 0 ? "x" : $"x{m - 1}")}=x{m} ] endmodule ")}");
        yield return ("renamings beside each other", $"ctmc {module} {Many(3_000, i => $"formula f{i} = {(i == 0 ? "x" : $"f{i - 1}")}>0?1:0;")} module K k : [0..1]; [] f2999=k -> 1:true; endmodule {Many(2_000, m => $"module M{m} = K [ k=x{m}, x=k ] endmodule ")}");
        yield return ("modules of each other", "ctmc module D = B [ x=y ] endmodule module B = D [ y=x ] endmodule");
        yield return ("many rewards", $"ctmc {module} rewards {Many(20_000, i => $"x={i} : {i}; ")} endrewards");
        yield return ("many impulses", $"ctmc module M x : [0..1]; {Many(2_000, i => $"[a] x=0 -> {i + 1} : (x'=1);")} endmodule {Many(2_000, i => $"rewards \"r{i}\" [a] true : 1; endrewards ")}");
        yield return ("hidings", $"ctmc {module} system {new string('(', 200)} M {Many(200, _ => $"{Many(200, _ => "/{a}")})")} endsystem");
        yield return ("choices", $"ctmc {module} label \"a\" = {Many(5_000, i => $"x={i} ? true : ")} false;");
        yield return ("wide choices", $"ctmc {module} label \"a\" = 0 < {Many(5_000, _ => "min(x, ")}x{new string(')', 5_000)};");
        yield return ("a long line", $"ctmc {module} label \"a\" = {new string('x', 2_000_000)};");
        yield return ("one quotation mark", $"ctmc {module} label \"{new string('y', 1_000_000)}");
        yield return ("nothing", "");
        yield return ("digits", $"ctmc {module} const int c = {new string('9', 1_000_000)};");
    }

    private static IEnumerable<(string What, string Text)> HostileProperties()
    {
        string Many(int n, Func<int, string> part) => string.Concat(Enumerable.Range(0, n).Select(part));
        yield return ("doubling properties", $"\"p0\": P>0.5 [ F x=1 ];\n{Many(100, i => $"\"p{i + 1}\": \"p{i}\" & \"p{i}\";\n")}");
        yield return ("a chain of properties", $"\"p0\": P>0.5 [ F x=1 ];\n{Many(10_000, i => $"\"p{i + 1}\": \"p{i}\" ;\n")}");
        yield return ("a chain that grows", $"\"p0\": P>0.5 [ F x=1 ];\n{Many(10_000, i => $"\"p{i + 1}\": !\"p{i}\" ;\n")}");
        yield return ("weak untils in each other", $"P=? [ {new string('(', 200)}x=0{Many(200, _ => " W x=1)")} ]");
        yield return ("equivalences of paths", $"P=? [ (X x=0){Many(200, _ => " <=> (X x=1)")} ]");
        yield return ("nexts", $"P=? [ {Many(100_000, _ => "X ")} x=1 ]");
        yield return ("queries in each other", $"{Many(10_000, _ => "P>0.5 [ F ")} x=1");
        yield return ("filters in each other", $"{Many(10_000, _ => "filter(max, ")} x");
        yield return ("many lines", Many(20_000, _ => "P=? [ F x=1 ]\n"));
        yield return ("many wrong lines", Many(20_000, _ => "P=? [ F y=1 ] ]\n"));
        yield return ("a row of queries", $"P>0.5 [ F x=1 ]{Many(20_000, _ => " & P>0.5 [ F x=1 ]")}");
        yield return ("a cycle", Many(10_000, i => $"\"p{i}\": \"p{(i + 1) % 10_000}\";\n"));
    }

    private static string Damaged(string text, ref ulong seed)
    {
        var damaged = new StringBuilder(text);
        for (var edits = 1 + Next(3, ref seed); edits > 0; edits--)
        {
            var at = Next(damaged.Length, ref seed);
            var length = Math.Min(1 + Next(12, ref seed), damaged.Length - at);
            switch (Next(6, ref seed))
            {
                case 0:
                    damaged.Remove(at, Math.Min(length, 1 + Next(2, ref seed)));
                    break;
                case 1:
                    damaged.Insert(at, Pieces[Next(Pieces.Length, ref seed)]);
                    break;
                case 2:
                    damaged.Remove(at, length).Insert(at, Pieces[Next(Pieces.Length, ref seed)]);
                    break;
                case 3:
                    damaged.Insert(Next(damaged.Length, ref seed), damaged.ToString(at, length));
                    break;
                case 4 when at + 1 < damaged.Length:
                    (damaged[at], damaged[at + 1]) = (damaged[at + 1], damaged[at]);
                    break;
                default:
                    if (Next(8, ref seed) == 0) damaged.Length = at;
                    break;
            }

            if (damaged.Length == 0) damaged.Append(' ');
        }

        return damaged.ToString();
    }

    // A linear congruential generator (Knuth's MMIX constants); its upper bits.
    private static int Next(int limit, ref ulong seed)
    {
        seed = unchecked((seed * 6364136223846793005UL) + 1442695040888963407UL);
        return (int)((seed >> 33) % (ulong)Math.Max(1, limit));
    }
}
