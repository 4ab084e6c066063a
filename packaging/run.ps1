# Starts OneBoard on Windows; the first time it makes .venv and installs the pinned dependencies.
#   powershell -ExecutionPolicy Bypass -File packaging\run.ps1 [ARGS of oneboard; default: desk]
# UNTESTED: written with care, never run on Windows. 此脚本尚未在 Windows 上试过。
# Settings as in lib.sh: ONEBOARD_PYTHON, ONEBOARD_VENV, ONEBOARD_WHEELS.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot
$constraints = Join-Path $PSScriptRoot 'constraints.txt'
$venv = if ($env:ONEBOARD_VENV) { $env:ONEBOARD_VENV } else { Join-Path $root '.venv' }
$python = Join-Path $venv 'Scripts\python.exe'
$oneboard = Join-Path $venv 'Scripts\oneboard.exe'
$stamp = Join-Path $venv '.oneboard-stamp'

function Find-Python {
    $candidates = @()
    if ($env:ONEBOARD_PYTHON) { $candidates += , @($env:ONEBOARD_PYTHON) }
    foreach ($version in '3.13', '3.12', '3.11') { $candidates += , @('py', "-$version") }
    $candidates += , @('python')
    foreach ($candidate in $candidates) {
        $program, $options = $candidate
        if (-not (Get-Command $program -ErrorAction SilentlyContinue)) { continue }
        $code = 'import sys; sys.exit(sys.version_info < (3, 11))'
        try { & $program @options -c $code 2>$null } catch { continue }
        if ($LASTEXITCODE -eq 0) { return , $candidate }
    }
    [Console]::Error.WriteLine('找不到 Python 3.11 或更新的版本。No Python 3.11 or newer was found.')
    exit 3
}

function Stop-OnError([string] $message) {
    if ($LASTEXITCODE -ne 0) {
        [Console]::Error.WriteLine($message)
        exit 3
    }
}

$files = (Join-Path $root 'pyproject.toml'), $constraints
$wanted = (@($venv, $root) + ($files | ForEach-Object { (Get-FileHash $_ -Algorithm SHA256).Hash })) -join "`n"
$found = if (Test-Path $stamp) { (Get-Content $stamp -Raw).TrimEnd() -replace "`r", '' } else { '' }

if ($found -ne $wanted -or -not (Test-Path $oneboard)) {
    [Console]::Error.WriteLine('正在准备 Python 环境(第一次需要几分钟)…… Preparing the Python environment.')
    if (Test-Path $venv) {
        if (-not (Test-Path (Join-Path $venv 'pyvenv.cfg'))) {
            [Console]::Error.WriteLine("$venv 里有别的东西,不敢覆盖。It holds something else: not touching it.")
            exit 3
        }
        Remove-Item -Recurse -Force $venv
    }
    $program, $options = Find-Python
    & $program @options -m venv $venv
    Stop-OnError '无法建立 Python 环境。Could not make the Python environment.'
    $wheels = if ($env:ONEBOARD_WHEELS) { $env:ONEBOARD_WHEELS } else { Join-Path $PSScriptRoot 'wheels' }
    $source = if (Test-Path $wheels) { @('--no-index', '--find-links', $wheels) } else { @() }
    $install = @('-m', 'pip', '--disable-pip-version-check', 'install', '-c', $constraints,
        '--only-binary=:all:', '--no-build-isolation') + $source
    & $python @install setuptools
    Stop-OnError '依赖安装失败。Installing the dependencies failed.'
    & $python @install -e $root
    Stop-OnError '依赖安装失败。Installing the dependencies failed.'
    Set-Content -Path $stamp -Value $wanted -Encoding utf8
}

$arguments = if ($args.Count) { $args } else { @('desk') }
& $oneboard @arguments
exit $LASTEXITCODE
