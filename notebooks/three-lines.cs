#:project ../src/Reliability.Interactive/Reliability.Interactive.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

// From two topology files to a table and a figure, without a notebook: dotnet run -c Release notebooks/three-lines.cs
using Reliability.Interactive;

var models = args.Length > 0 ? args : ["models/ft-versus-ha/3a-ft-pair.yaml", "models/ft-versus-ha/4a-ha-active-passive.yaml"];
var comparison = SystemModel.Compare([.. models.Select(SystemModel.Load)]);
Console.WriteLine(comparison);
comparison.DowntimeByCause.Save("downtime-by-cause.svg");
