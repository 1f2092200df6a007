using System.Text.Json.Nodes;
using Reliability.Notebook.Installation;
using Reliability.Notebook.Tests.Support;

namespace Reliability.Notebook.Tests.Installation;

public sealed class KernelSpecInstallerTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void Install_IntoPrefix_IsFoundAndRemoved()
    {
        var target = new KernelSpecTarget(_folder.Path);
        Assert.That(KernelSpecInstaller.Find(target), Is.Null);
        var folder = KernelSpecInstaller.Install(["/opt/tool", "notebook", "kernel"], target);
        Assert.That(folder, Is.EqualTo(Path.Combine(_folder.Path, "share", "jupyter", "kernels", ".net-csharp")));
        Assert.That(KernelSpecInstaller.Find(target), Is.EqualTo(folder));
        var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "kernel.json")))!;
        Assert.That(spec["argv"]!.ToJsonString(), Is.EqualTo("""["/opt/tool","notebook","kernel","{connection_file}"]"""));
        Assert.That((spec["display_name"]!.GetValue<string>(), spec["language"]!.GetValue<string>(), spec["interrupt_mode"]!.GetValue<string>()), Is.EqualTo((".NET (C#)", "C#", "message")));
        KernelSpecInstaller.Install(["/opt/newer", "--file={connection_file}"], target);
        Assert.That(File.ReadAllText(Path.Combine(folder, "kernel.json")), Does.Contain("/opt/newer"));
        Assert.That(KernelSpecInstaller.Uninstall(target));
        Assert.That(Directory.Exists(folder), Is.False);
        Assert.That(KernelSpecInstaller.Uninstall(target), Is.False);
    }

    [Test]
    public void Install_OverSomebodyElses_IsRefused()
    {
        var target = new KernelSpecTarget(_folder.Path);
        Directory.CreateDirectory(target.Directory);
        File.WriteAllText(Path.Combine(target.Directory, "kernel.json"), """{"argv":["dotnet","interactive"]}""");
        Assert.That(() => KernelSpecInstaller.Install(["x"], target), Throws.InstanceOf<IOException>());
        Assert.That(() => KernelSpecInstaller.Uninstall(target), Throws.InstanceOf<IOException>());
        KernelSpecInstaller.Install(["x"], target, overwrite: true);
        Assert.That(KernelSpecInstaller.Find(target), Is.Not.Null);
    }

    [Test]
    public void DataDirectory_FollowsJupyter()
    {
        Assert.That(KernelSpecTarget.User.DataDirectory(name => name == "JUPYTER_DATA_DIR" ? "/told" : null), Is.EqualTo("/told"));
        if (!OperatingSystem.IsLinux()) return;
        Assert.That(KernelSpecTarget.User.DataDirectory(name => name == "XDG_DATA_HOME" ? "/xdg" : null), Is.EqualTo("/xdg/jupyter"));
        Assert.That(KernelSpecTarget.User.DataDirectory(name => name == "HOME" ? "/home/me" : ""), Is.EqualTo("/home/me/.local/share/jupyter"));
    }
}
