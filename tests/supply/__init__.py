"""What the package rests on: licences, a bill of materials, known vulnerabilities. Nothing of a night needs it."""
