"""The window of Latihan Sirekap: it asks the core and shows the answers."""

from . import imports

imports.spare_sources()
