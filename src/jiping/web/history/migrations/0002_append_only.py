from django.db import migrations

from jiping.web.append_only import refuse_updates


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]
    operations = [refuse_updates("history_entry")]
