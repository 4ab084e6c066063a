"""A sound server of the test's own: PulseAudio with null sinks, in a private folder, seen by PortAudio as named devices.

PortAudio on Linux speaks ALSA; an ALSA configuration of our own gives each null sink a PCM name for playing into it and one for
recording what was played into it (its monitor). A program that runs with :attr:`NullSink.env` therefore finds the devices
``<sink>`` (output) and ``<sink>_tap`` (input) and needs no sound card.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

RATE_HZ = 48_000
_START_LIMIT_S = 10.0


def missing() -> str | None:
    """Why no sound server can be started here, or None."""
    for program in ("pulseaudio", "pactl", "parec", "pacat"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    return None


class NullSink:
    """``with NullSink(folder) as env:`` – a daemon with one null sink per name; ``env`` is for child processes.

    The rewinding of PulseAudio's null sink is off: with it, the ALSA plug-in stalls for a second or more after an underrun.
    """

    def __init__(self, folder: Path, sinks: Sequence[str] = ("speaker", "air_out", "air_in", "mic")) -> None:
        self.folder = folder / "audio"
        self.sinks = tuple(sinks)
        self.env: dict[str, str] = {}
        self._daemon: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> dict[str, str]:
        runtime = self.folder / "run"
        runtime.mkdir(parents=True, mode=0o700, exist_ok=True)
        config = self.folder / "asound.conf"
        config.write_text(self._alsa_config(), encoding="ascii")
        self.env = {
            "PULSE_RUNTIME_PATH": str(runtime),
            "PULSE_STATE_PATH": str(self.folder),
            "PULSE_CONFIG_PATH": str(self.folder),
            "XDG_RUNTIME_DIR": str(runtime),
            "PULSE_SERVER": f"unix:{runtime / 'native'}",
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "ALSA_CONFIG_PATH": str(config),
        }
        self.start()
        return self.env

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Start the daemon and wait until it answers."""
        modules = [f"--load=module-null-sink sink_name={name} rate={RATE_HZ} channels=1 norewinds=1" for name in self.sinks]
        socket = self.env["PULSE_SERVER"].removeprefix("unix:")
        with open(self.folder / "pulseaudio.log", "ab") as log:
            self._daemon = subprocess.Popen(
                [
                    "pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", "--use-pid-file=no",
                    "--disable-shm=yes", *modules, f"--load=module-native-protocol-unix auth-anonymous=1 socket={socket}",
                ],
                env={**os.environ, **self.env}, stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + _START_LIMIT_S
        while self._run("pactl", "info").returncode != 0:
            if self._daemon.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"no sound server: {(self.folder / 'pulseaudio.log').read_text()[-2000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        """End the daemon, as when somebody pulls the sound card out."""
        daemon, self._daemon = self._daemon, None
        if daemon is not None:
            daemon.terminate()
            try:
                daemon.wait(5)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()

    def freeze(self) -> None:
        """Let the daemon hang without ending it."""
        assert self._daemon is not None
        self._daemon.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Undo :meth:`freeze`."""
        assert self._daemon is not None
        self._daemon.send_signal(signal.SIGCONT)

    def record(self, sink: str, path: Path) -> subprocess.Popen[bytes]:
        """Write what is played into a sink as WAV until the process is terminated."""
        return subprocess.Popen(
            ["parec", f"--device={sink}.monitor", f"--rate={RATE_HZ}", "--channels=1", "--format=s16le",
             "--latency-msec=20", "--file-format=wav", str(path)],
            env={**os.environ, **self.env},
        )  # fmt: skip

    def play(self, sink: str, path: Path) -> subprocess.Popen[bytes]:
        """Play a WAV file into a sink, so that it appears at ``<sink>_tap``."""
        return subprocess.Popen(["paplay", f"--device={sink}", str(path)], env={**os.environ, **self.env})

    def _run(self, *command: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(command, env={**os.environ, **self.env}, capture_output=True, timeout=10, check=False)

    def _alsa_config(self) -> str:
        lines = ["</usr/share/alsa/alsa.conf>"]
        for name in self.sinks:
            lines.append(f'pcm.{name} {{ type pulse device {name} hint {{ show on description "{name}" }} }}')
            lines.append(f'pcm.{name}_tap {{ type pulse device {name}.monitor hint {{ show on description "{name}" }} }}')
        first, last = self.sinks[0], self.sinks[-1]
        lines.append(f'pcm.!default {{ type asym playback.pcm "{first}" capture.pcm "{last}_tap" }}')
        return "\n".join(lines) + "\n"
