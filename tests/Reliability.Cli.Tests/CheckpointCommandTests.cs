using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Reliability.Modeling.Diagnostics;
using Reliability.Simulation.Engine.Checkpoints;

namespace Reliability.Cli.Tests;

/// <summary>Simulations that are killed, interrupted, continued, played in shares and joined, as a user does it.</summary>
public sealed class CheckpointCommandTests
{
    private const string Model = "models/ft-versus-ha/3a-ft-pair.yaml";

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("reliability-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    private string In(string name) => Path.Combine(folder, name);

    private static string Simulated(params string[] options)
    {
        var (code, output, error) = Tool.Run(Tool.Sources, ["simulate", Model, .. options]);
        Assert.That(code, Is.Zero, error);
        return Regex.Replace(output, "\"seconds\": [^\n]*", "\"seconds\": -");
    }

    private static void Refused(string expected, params string[] arguments)
    {
        var (code, output, error) = Tool.Run(Tool.Sources, arguments);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(2), error);
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain(expected).And.Contain("hint:").And.Not.Contain("   at "));
        });
    }

    private static int Replications(string path)
    {
        var diagnostics = new DiagnosticBag();
        var read = Checkpoint.Read(File.ReadAllBytes(path), path, diagnostics);
        Assert.That(read, Is.Not.Null, string.Join('\n', diagnostics.ToImmutable()));
        return read!.Replications;
    }

    [TestCase("table")]
    [TestCase("json")]
    [TestCase("csv")]
    public void Continued_TheAnswerHasTheBytesOfOneRun(string format)
    {
        string[] short_ = ["--max-events", "50000", "--format", format], long_ = ["--max-events", "150000", "--format", format];
        var file = In("a.runs");
        Assert.Multiple(() =>
        {
            Assert.That(Simulated([.. short_, "--checkpoint", file]), Is.EqualTo(Simulated(short_)), "new");
            Assert.That(Simulated([.. short_, "--checkpoint", file, "--threads", "1"]), Is.EqualTo(Simulated(short_)), "finished");
            Assert.That(Simulated([.. long_, "--checkpoint", file]), Is.EqualTo(Simulated(long_)), "continued");
            Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1), "nothing else is left");
        });
    }

    // Nothing is told to a program that is killed; interrupted it has time to save.
    [TestCase("-KILL", 137)]
    [TestCase("-INT", 130)]
    public void Killed_OrInterrupted_ItGoesOnFromWhatIsThere(string signal, int expected)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("there are no such signals");
        if (signal == "-INT" && IgnoresInterrupts()) Assert.Ignore("programs started from here ignore interrupts");
        var file = In("a.runs");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Tool.Sources };
        foreach (var argument in (string[])[Path.Combine(TestContext.CurrentContext.TestDirectory, "reliability.dll"), "simulate", Model, "--precision", "1e-9", "--max-events", "100000000000", "--checkpoint", file, "--threads", "2"]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        try
        {
            var watch = Stopwatch.StartNew();
            while (watch.Elapsed < TimeSpan.FromMinutes(2) && !(File.Exists(file) && new FileInfo(file).Length > 2000)) Thread.Sleep(50);
            using var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
            Assert.That(process.WaitForExit(30_000), Is.True);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        var error = process.StandardError.ReadToEnd();
        Assert.That(process.ExitCode, Is.EqualTo(expected), error);
        if (expected == 130) Assert.That(error, Does.Contain("the same command goes on from there"));
        var found = Replications(file);
        Assert.That(found, Is.GreaterThan(0));
        string[] further = ["--replications", (found + 300).ToString(CultureInfo.InvariantCulture), "--format", "json"];
        Assert.That(Simulated([.. further, "--checkpoint", file]), Is.EqualTo(Simulated(further)));
        Assert.That(Replications(file), Is.EqualTo(found + 300));
    }

    // What a shell starts in the background is told to.
    private static bool IgnoresInterrupts() =>
        File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
        && (ulong.Parse(line[7..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 2) != 0;

    [Test]
    public void TimeLimit_KeepsWhatWasPlayed()
    {
        var file = In("a.runs");
        var (code, _, error) = Tool.Run(Tool.Sources, "simulate", Model, "--precision", "1e-9", "--max-events", "100000000000", "--checkpoint", file, "--time-limit", "5s");
        Assert.That(code, Is.EqualTo(3), error);
        Assert.That(error, Does.Contain("the same command goes on from there").And.Contain("time limit"));
        Assert.That(Replications(file), Is.GreaterThan(0));
    }

    [Test]
    public void Shares_Joined_HaveTheBytesOfOneRun()
    {
        string[] all = ["--replications", "500", "--at", "10d", "--set", "parts.vm.ft-pair.takeover.coverage=0.9"];
        var files = new List<string>();
        for (var i = 1; i <= 3; i++)
        {
            files.Add(In($"{i}.runs"));
            Assert.That(Simulated([.. all, "--shard", $"{i}/3", "--checkpoint", files[^1], "--threads", "1"]), Does.StartWith($"share {i}/3: replications"));
        }

        Assert.Multiple(() =>
        {
            foreach (var format in (string[])["table", "json", "csv"])
            {
                var (code, output, error) = Tool.Run(Tool.Sources, ["merge", files[2], files[0], files[1], "--format", format]);
                Assert.That(code, Is.Zero, error);
                Assert.That(Regex.Replace(output, "\"seconds\": [^\n]*", "\"seconds\": -"), Is.EqualTo(Simulated([.. all, "--format", format])));
            }
        });

        var (first, foreign, whole) = (files[0], In("foreign.runs"), In("whole.runs"));
        Simulated([.. all, "--shard", "2/3", "--checkpoint", foreign, "--confidence", "0.9"]);
        Simulated([.. all, "--checkpoint", whole]);
        Refused("share 2/3 is missing", "merge", first, files[2]);
        Refused("both hold share 1/3", "merge", first, files[1], files[2], first);
        Refused("was made with other options", "merge", first, foreign, files[2]);
        Refused("is the checkpoint of a whole run", "merge", first, files[1], files[2], whole);
        Refused("is no checkpoint", "merge", first, Model);
        Refused("does not exist", "merge", first, In("nothing.runs"));
        Refused("it holds share 1/3 of 500 replications, not share 1/4 of 500 replications", ["simulate", Model, .. all, "--shard", "1/4", "--checkpoint", first]);
    }

    [Test]
    public void DamagedFile_IsTold_AndLeftAsItIs()
    {
        var file = In("a.runs");
        Simulated("--max-events", "20000", "--checkpoint", file);
        var good = File.ReadAllBytes(file);
        var flipped = (byte[])good.Clone();
        flipped[good.Length / 2] ^= 4;
        foreach (var (bytes, expected) in (ReadOnlySpan<(byte[], string)>)[([], "is no checkpoint"), (good[..5], "is no checkpoint"), (good[..97], "is damaged"), (good[..^1], "is damaged"), (flipped, "is damaged"), ([.. good, 0], "is damaged")])
        {
            File.WriteAllBytes(file, bytes);
            Refused(expected, "simulate", Model, "--max-events", "20000", "--checkpoint", file);
            Assert.That(File.ReadAllBytes(file), Is.EqualTo(bytes));
        }

        File.WriteAllBytes(file, good);
        Refused("seed 1", "simulate", Model, "--seed", "2", "--checkpoint", file);
        Refused("another model", "simulate", Model, "--set", "parts.vm.ft-pair.takeover.coverage=0.9", "--checkpoint", file);
        Refused("another model", "simulate", "models/ft-versus-ha/1a-single-server.yaml", "--checkpoint", file);
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(good));
    }

    [TestCase("one model, and several are named", Model, Model, "--checkpoint", "x.runs")]
    [TestCase("add --replications N", Model, "--shard", "1/2", "--checkpoint", "x.runs")]
    [TestCase("add --checkpoint FILE", Model, "--shard", "1/2", "--replications", "1000")]
    [TestCase("shares cannot stop by a rule", Model, "--shard", "1/2", "--replications", "1000", "--checkpoint", "x.runs", "--precision", "0.1")]
    [TestCase("--max-events decides nothing", Model, "--replications", "1000", "--max-events", "1000")]
    [TestCase("--shard takes I/N", Model, "--shard", "1of2", "--replications", "1000", "--checkpoint", "x.runs")]
    [TestCase("there is no share 3 of 2", Model, "--shard", "3/2", "--replications", "1000", "--checkpoint", "x.runs")]
    [TestCase("too few for 9 shares", Model, "--shard", "1/9", "--replications", "500", "--checkpoint", "x.runs")]
    [TestCase("--replications is 1", Model, "--replications", "1")]
    [TestCase("is a folder", Model, "--checkpoint", "models")]
    public void WhatDoesNotGoTogether_IsToldInWords(string expected, params string[] arguments)
    {
        Refused(expected, ["simulate", .. arguments]);
        Assert.That(Path.Combine(Tool.Sources, "x.runs"), Does.Not.Exist);
    }
}
